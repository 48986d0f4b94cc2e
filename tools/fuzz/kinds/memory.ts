import { type Kind, lines } from './kind';

/** The collector's generations and what tracemalloc sees. */
export const MEMORY: readonly Kind[] = [
  ({ n }) => `print("collect", ${n(3)}, gc.collect(${n(3)}), gc.get_count()[1:])`,
  () => 'print("counts", gc.get_count())',
  ({ n }) =>
    lines(
      `h = [[] for _ in range(${n(30)})]; i = gc.get_count()[0]; h = None; print("count", i, gc.get_count()[0])`,
    ),
  ({ n }) =>
    lines(
      `gc.collect(); gc.set_threshold(${20 + n(80)}, ${1 + n(4)}, ${1 + n(4)}); gc.enable()`,
      `for i in range(${n(200)}): l = [i]; l.append(l)`,
      'i = gc.get_count(); gc.disable(); gc.set_threshold(700, 10, 10); print("enabled", i, gc.collect()); l = None',
    ),
  ({ n }) =>
    lines(
      `for i in range(${n(5)}): n = N("many%d" % i); n.me = n`,
      'n = None',
      'print("many", gc.collect(), gc.garbage)',
    ),
  ({ x, n }) =>
    lines(
      `h = [P() for _ in range(${2 + n(6)})]`,
      `for i, p in enumerate(h): p.next = h[(i * ${1 + n(5)} + 1) % len(h)]; p.v = ${x}`,
      'p = h = None; print("ring", gc.collect())',
    ),
  ({ x }) =>
    `h = [${x}]; i = gc.get_stats()[2]["collected"]; h.append(h); h = None; gc.collect(); print("stats", gc.get_stats()[2]["collected"] - i)`,
  () =>
    'gc.set_debug(gc.DEBUG_SAVEALL); p = P(); p.me = p; p = None; i = gc.collect(); gc.set_debug(0); print("saved", i, [type(v).__name__ for v in gc.garbage]); gc.garbage.clear(); print(gc.collect())',
  () =>
    'h = lambda phase, info: print(phase, info["generation"], info["collected"]); gc.callbacks.append(h); gc.collect(1); gc.callbacks.remove(h); h = None',
  ({ x }) =>
    `p = P(); h = [p, (p,), {"k": p}]; p.v = ${x}; print("referrers", len(gc.get_referrers(p)), sorted(type(v).__name__ for v in gc.get_referrers(p)), len(gc.get_objects()) > 99); h = p = None`,
  () =>
    'i = len(gc.get_objects()); h = [[], {}, P()]; print("objects", len(gc.get_objects()) - i); h = None',
  ({ value }) =>
    lines(
      'tracemalloc.start(); i = tracemalloc.get_traced_memory()[0]',
      `h = ${value()}`,
      'print("traced", tracemalloc.get_traced_memory()[0] - i); tracemalloc.stop(); h = None',
    ),
  ({ n, one }) =>
    lines(
      'def traced():',
      `    v = ${one(`[i for i in range(${n(99)})]`, `{i: str(i) for i in range(${n(99)})}`, `"ab" * ${n(99)}`, `[P() for _ in range(${n(9)})]`, `set(range(${n(99)}))`, `[[i] * 3 for i in range(${n(20)})]`, `bytearray(${n(300)})`, `sorted(range(${n(60)}), key=lambda v: -v)`, `tuple(range(${n(50)}))`, `list(map(str, range(${n(50)})))`, `[i * 1.5 for i in range(${n(30)})]`, `"".join(str(i) for i in range(${n(40)}))`)}`,
      '    return v',
      'tracemalloc.start(); h = traced(); s = tracemalloc.take_snapshot(); tracemalloc.stop()',
      'print("lines", sorted((t.traceback[0].lineno - traced.__code__.co_firstlineno, t.size) for t in s.traces if t.traceback[0].filename == __file__ and 0 < t.traceback[0].lineno - traced.__code__.co_firstlineno < 3)); h = s = t = None',
    ),
  ({ n }) =>
    lines(
      'tracemalloc.start()',
      `h = [str(i) for i in range(${n(80)})]; h = None`,
      'i = tracemalloc.get_traced_memory(); tracemalloc.stop(); print("peak", i[1] - i[0])',
    ),
  ({ x, n }) =>
    `i = sys.getallocatedblocks(); h = [[${x}] for _ in range(${n(40)})]; print("blocks", sys.getallocatedblocks() - i); h = None`,
];
