/**
 * Random Python programs about memory, for comparing the simulator with real interpreters: objects made,
 * shared, dropped; reference counts, sizes, reused addresses, collections, finalizers, traced lines.
 *
 * Programs are made of statements that always run, so that any of them can be left out when a difference
 * is narrowed down.
 */
export class ProgramMaker {
  private state: number;

  constructor(seed: number) {
    this.state = (seed * 2654435761) >>> 0 || 1;
  }

  private below(n: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % n;
  }

  private pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }

  private name(): string {
    return this.pick(['a', 'b', 'c', 'd', 'e']);
  }

  /** The lines that every program begins with. */
  static readonly HEAD: readonly string[] = [
    'import gc, sys, weakref',
    'gc.disable(); gc.collect()',
    'class N:',
    '    def __init__(self, tag): self.tag = tag',
    '    def __del__(self): print("del", self.tag)',
    'class P: pass',
    'class S: __slots__ = ("x", "y", "__weakref__")',
    'class L(list): pass',
    'def ident(v): return v',
    'def count(v): return sys.getrefcount(v)',
    'def wrap(v, *rest, **kw): return [v, rest, kw]',
    'def gen(v):',
    '    yield v',
    '    yield sys.getrefcount(v)',
    'def raiser(v):',
    '    held = [v]',
    '    raise ValueError(str(len(held)))',
    'a, b, c, d, e = [1], {"k": 2}, (3, [4]), {5, 6}, "text" * 3',
    'keep = []',
  ];

  /** A value that an expression makes. */
  private value(depth = 0): string {
    const inner = (): string => (depth > 1 ? this.name() : this.value(depth + 1));
    return this.pick([
      () => this.name(),
      () => `[${inner()}, ${inner()}]`,
      () => `(${inner()}, ${this.below(2000)})`,
      () => `{"k": ${inner()}, ${this.below(9)}: ${inner()}}`,
      () => `N("${this.below(100)}")`,
      () => 'P()',
      () => `[i * ${this.below(9)} for i in range(${this.below(40)})]`,
      () => `{str(i): i for i in range(${this.below(30)})}`,
      () => `set(range(${this.below(40)}))`,
      () => `frozenset((1, ${this.below(9)}))`,
      () => `tuple([${inner()}])`,
      () => `list((${inner()}, ${inner()}))`,
      () => `"x" * ${this.below(90)}`,
      () => `${this.below(10000)} * 1.5`,
      // Large enough to be nobody else's.
      () => `2 ** ${40 + this.below(80)}`,
      () => `wrap(${inner()}, ${inner()}, z=${inner()})`,
      () => `ident(${inner()})`,
      () => `bytearray(${this.below(60)})`,
      () => `dict(x=${inner()})`,
      () => 'L()',
    ])();
  }

  private statement(): string {
    const x = this.name();
    const y = this.name();
    return this.pick([
      () => `${x} = ${this.value()}`,
      () => `${x} = ${y}`,
      () => `${x}, ${y} = ${y}, ${x}`,
      () => `keep.append(${x})`,
      () => 'keep = keep[1:]',
      // To 3.11 None counts the references of the whole interpreter.
      () => `print("rc", ${x} is None or (sys.getrefcount(${x}), count(${x})))`,
      () => `print("size", sys.getsizeof(${x}), sys.getsizeof(keep))`,
      () => `print("tracked", gc.is_tracked(${x}), gc.is_tracked(keep))`,
      () => `print("collect", gc.collect())`,
      () => `i = id(${x}); ${x} = [0]; ${x} = ${this.value(2)}; print("reused", id(${x}) == i)`,
      () =>
        `p = P(); p.me = p; p.v = ${x}; q = weakref.ref(p); del p; print("alive", q() is not None)`,
      () => `p = P(); p.v = ${x}; print(sys.getsizeof(p), sorted(p.__dict__)); p = None`,
      () => `s = S(); s.x = ${x}; q = weakref.ref(s, lambda r: print("gone")); s = None`,
      () => `n = N("cycle"); n.self = [n]; n = None`,
      () => `g = gen(${x}); next(g); print("gen", next(g)); g = None`,
      () => `g = gen(${this.value(2)}); next(g); g = None`,
      () => `print("sum", sum(range(${this.below(500)})), len(str(2 ** ${this.below(200)})))`,
      () => `for i in range(${this.below(9)}): ${x} = [${y}, i]`,
      () => `print([type(v).__name__ for v in (${x}, ${y})])`,
      () => `def inner(v=${x}): return sys.getrefcount(v)\nprint("default", inner())`,
      () =>
        `def outer():\n    w = ${this.value(2)}\n    return [sys.getrefcount(w), (lambda: w) is None]\nprint(outer())`,
      () => `try: raiser(${x})\nexcept ValueError as err: print("err", err, sys.getrefcount(err))`,
      () => `print("referents", len(gc.get_referents(${x})))`,
      () =>
        `l = [${this.value(2)} for _ in range(${1 + this.below(20)})]; print(sys.getsizeof(l)); l.pop(); del l[${this.below(1) ? 0 : '-1:'}]; print(sys.getsizeof(l)); l = None`,
      () =>
        `m = {}\nfor i in range(${this.below(60)}): m[i] = ${x}\nprint(sys.getsizeof(m)); m.clear(); print(sys.getsizeof(m)); m = None`,
      () => {
        const n = this.below(100);
        return `print("literals", sys.getrefcount("lit_${n}"), sys.getrefcount("lit ${n}"))`;
      },
      () =>
        `def consts():\n    s = "cst_${this.below(100)}"\n    t = s\n    return sys.getrefcount(s), sys.getrefcount(t)\nprint(consts())`,
      () =>
        `h = (v for v in keep); print("held", sys.getrefcount(keep)); next(h, None); print(sys.getrefcount(keep)); h = None`,
      () =>
        `print("all", all(sys.getrefcount(${x}) for _ in (0,)), list(len(keep) for _ in [0]), tuple(i for i in range(${this.below(30)})))`,
      () => `u, *v = range(${1 + this.below(40)}); print("rest", sys.getsizeof(v)); v = None`,
      () => {
        const n = this.below(60);
        return `print("made of", sys.getsizeof(list(v for v in range(${n}))), sys.getsizeof(list({i for i in range(${n})})), sys.getsizeof(list({i: i for i in range(${n})}.items())))`;
      },
      () =>
        `w = set(range(${2 + this.below(40)})); print("pop", [w.pop() for _ in range(len(w) // 2)], w.add(1), w.pop()); w = None`,
      () =>
        `class K(P):\n    y = [${y} for _ in range(2)]\nprint("class", sys.getrefcount(K.y), sys.getrefcount(K)); K = None`,
      () =>
        `o = P(); setattr(o, "at" + str(${this.below(40)}), ${x}); print(sorted(vars(o)), hasattr(o, "at" + str(${this.below(40)}))); o = None`,
    ])();
  }

  /** A program of `length` statements, each one or several lines. */
  make(length: number): string[] {
    return Array.from({ length }, () => this.statement());
  }
}

/** A program's source. */
export function sourceOf(statements: readonly string[]): string {
  return `${[...ProgramMaker.HEAD, ...statements].join('\n')}\nprint("end")\n`;
}

/** The shortest program, by leaving statements out, that still fails. */
export function shrink(
  statements: readonly string[],
  fails: (statements: readonly string[]) => boolean,
): string[] {
  let best = [...statements];
  for (let size = best.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < best.length; ) {
      const without = [...best.slice(0, at), ...best.slice(at + size)];
      if (fails(without)) best = without;
      else at += size;
    }
  }
  return best;
}
