import { attempt, type Kind, lines } from './kind';

/** Objects made, shared, dropped: counts, sizes, reused addresses, cycles. */
export const OBJECTS: readonly Kind[] = [
  ({ x, value }) => `${x} = ${value()}`,
  ({ x, value }) => `${x} = ${value()}`,
  ({ x, value }) => `${x} = ${value()}`,
  ({ x, y }) => `${x} = ${y}`,
  ({ x, y }) => `${x}, ${y} = ${y}, ${x}`,
  ({ x }) => `keep.append(${x})`,
  () => 'keep = keep[1:]',
  // To 3.11 None counts the references of the whole interpreter.
  ({ x }) => `print("rc", ${x} is None or (sys.getrefcount(${x}), count(${x})))`,
  ({ x }) => `print("size", sys.getsizeof(${x}), sys.getsizeof(keep))`,
  ({ x }) => `print("tracked", gc.is_tracked(${x}), gc.is_tracked(keep))`,
  () => 'print("collect", gc.collect())',
  ({ x, value }) => `i = id(${x}); ${x} = [0]; ${x} = ${value()}; print("reused", id(${x}) == i)`,
  ({ x }) =>
    `p = P(); p.me = p; p.v = ${x}; q = weakref.ref(p); del p; print("alive", q() is not None)`,
  ({ x }) => `p = P(); p.v = ${x}; print(sys.getsizeof(p), sorted(p.__dict__)); p = None`,
  ({ x }) => `s = S(); s.x = ${x}; q = weakref.ref(s, lambda r: print("gone")); s = None`,
  () => 'n = N("cycle"); n.self = [n]; n = None',
  ({ x }) => `g = gen(${x}); next(g); print("gen", next(g)); g = None`,
  ({ value }) => `g = gen(${value()}); next(g); g = None`,
  ({ n }) => `print("sum", sum(range(${n(500)})), len(str(2 ** ${n(200)})))`,
  ({ x, y, n }) => `for i in range(${n(9)}): ${x} = [${y}, i]`,
  ({ x, y }) => `print([type(v).__name__ for v in (${x}, ${y})])`,
  ({ x }) => lines(`def inner(v=${x}): return sys.getrefcount(v)`, 'print("default", inner())'),
  ({ value }) =>
    lines(
      'def outer():',
      `    w = ${value()}`,
      '    return [sys.getrefcount(w), (lambda: w) is None]',
      'print(outer())',
    ),
  ({ x }) =>
    lines(`try: raiser(${x})`, 'except ValueError as err: print("err", err, sys.getrefcount(err))'),
  ({ x }) => `print("referents", len(gc.get_referents(${x})))`,
  ({ value, n }) =>
    `l = [${value()} for _ in range(${1 + n(20)})]; print(sys.getsizeof(l)); l.pop(); del l[-1:]; print(sys.getsizeof(l)); l = None`,
  ({ x, n }) =>
    lines(
      'm = {}',
      `for i in range(${n(60)}): m[i] = ${x}`,
      'print(sys.getsizeof(m)); m.clear(); print(sys.getsizeof(m)); m = None',
    ),
  ({ n }) => {
    const number = n(100);
    return `print("literals", sys.getrefcount("lit_${number}"), sys.getrefcount("lit ${number}"))`;
  },
  ({ n }) =>
    lines(
      'def consts():',
      `    s = "cst_${n(100)}"`,
      '    t = s',
      '    return sys.getrefcount(s), sys.getrefcount(t)',
      'print(consts())',
    ),
  () =>
    'h = (v for v in keep); print("held", sys.getrefcount(keep)); next(h, None); print(sys.getrefcount(keep)); h = None',
  ({ x, n }) =>
    `print("all", all(sys.getrefcount(${x}) for _ in (0,)), list(len(keep) for _ in [0]), tuple(i for i in range(${n(30)})))`,
  ({ n }) => `u, *v = range(${1 + n(40)}); print("rest", sys.getsizeof(v)); v = None`,
  ({ n }) => {
    const length = n(60);
    return `print("made of", sys.getsizeof(list(v for v in range(${length}))), sys.getsizeof(list({i for i in range(${length})})), sys.getsizeof(list({i: i for i in range(${length})}.items())))`;
  },
  ({ n }) =>
    `w = set(range(${2 + n(40)})); print("pop", [w.pop() for _ in range(len(w) // 2)], w.add(1), w.pop()); w = None`,
  ({ y }) =>
    lines(
      'class K(P):',
      `    y = [${y} for _ in range(2)]`,
      'print("class", sys.getrefcount(K.y), sys.getrefcount(K)); K = None',
    ),
  ({ x, n }) =>
    `o = P(); setattr(o, "at" + str(${n(40)}), ${x}); print(sorted(vars(o)), hasattr(o, "at" + str(${n(40)}))); o = None`,
  ({ n }) => `print("big", [sys.getsizeof(s * 2 ** ${n(200)} // 7) for s in (1, -1, 3)])`,
  ({ x, y }) => attempt(`(${x} + ${y})[:9]`),
  ({ x, y }) => attempt(`${x} < ${y}`),
  ({ x, y }) => attempt(`${x} == ${y}`),
  ({ x, y }) => attempt(`${y} in ${x}`),
  ({ x, y }) => attempt(`{${x}: 1, "k": ${y}}`),
  ({ x, one }) => attempt(`${x}[${one('0', '-1', '"k"', '1:', '::-1', '::2', '99', 'None')}]`),
  ({ x, one }) =>
    attempt(`${one('list', 'tuple', 'set', 'sorted', 'len', 'iter', 'dict', 'hash', 'max')}(${x})`),
  ({ x, n }) => attempt(`${x} * ${n(4)}`),
  ({ x, one, y }) =>
    lines(
      `try: ${x}[${one('0', '-1', '"k"', '1:', '::2', '99')}] = ${y}`,
      'except Exception as err: print(type(err).__name__, err)',
      `print(show(${x}))`,
    ),
  ({ x, one }) =>
    lines(
      `try: del ${x}[${one('0', '-1', '"k"', '1:', '::2', '99')}]`,
      'except Exception as err: print(type(err).__name__, err)',
      `print(show(${x}))`,
    ),
  ({ x, value }) =>
    lines(
      `h = ${x}; del ${x}`,
      `try: print(${x})`,
      'except NameError as err: print(err)',
      `${x} = h; ${x} = ${value()}; h = None`,
    ),
  ({ x, y }) => lines(`l = [${x}, ${y}]; l.append(l); l = None`),
  ({ x, y, n }) =>
    `print("ids", id((${x}, ${y})) == id((${y}, ${x})), id([]) == id([${n(9)}]), id({}) == id({"a": ${x}}), id(1.5 * ${n(9)}) == id(2.5 * ${n(9)}))`,
  ({ x }) => attempt(`[copy.copy(${x}) is ${x}, copy.deepcopy(keep[-1:]) is keep]`),
];
