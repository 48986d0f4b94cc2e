import { memoryStatements } from './programs';
import { Random } from './random';

/**
 * Programs that are not meant to be run: noise, deep nesting, huge numbers, wrong arguments, endless
 * recursion. What Python says of them does not matter here, only that it is Python that says it.
 */

const HEAD = `import array, collections, copy, functools, gc, io, itertools, math, operator, sys, types, weakref

def attempt(source):
    try:
        exec(compile(source, "<hostile>", "exec"), dict(globals()))
    except BaseException as error:
        print(type(error).__name__)
    finally:
        sys.setrecursionlimit(1000)
state = 1
def rnd(n):
    global state
    state = (state * 1103515245 + 12345) & 0x7fffffff
    return (state >> 8) % n
class Odd:
    def __index__(self): return rnd(5) - 2
    def __len__(self): return rnd(4) - 1
    def __iter__(self): return iter([self, rnd(9)])
    def __eq__(self, other): return rnd(2)
    def __hash__(self): return rnd(3)
    def __getattr__(self, name): return name
    def __call__(self, *args): return args
    def __repr__(self): return "odd"
    def __del__(self): raise ValueError("odd")
class Sub(list): pass
class Key(dict):
    def __missing__(self, key): return key
class Text(str): pass
class Num(int): pass
def generate():
    got = yield 1
    while True: got = yield got
def make():
    return POOL[rnd(len(POOL))]()
POOL = [
    lambda: None, lambda: True, lambda: rnd(10) - 3, lambda: 1 << rnd(90), lambda: -(1 << 63), lambda: 10 ** 30,
    lambda: 1.5, lambda: float("nan"), lambda: float("inf"), lambda: 1e308, lambda: 2j, lambda: "", lambda: "abc",
    lambda: "\\ud800", lambda: "{}%s%d{0.a[1]!r:>5}", lambda: "\\U0001f600\\xe9", lambda: b"", lambda: b"abc\\xff", lambda: [],
    lambda: [1, "a", None], lambda: (), lambda: (1, (2,)), lambda: {}, lambda: {"a": 1, 2: []}, lambda: set(), lambda: {1, "x"},
    lambda: frozenset([1]), lambda: bytearray(b"xyz"), lambda: memoryview(b"abcdef"), lambda: memoryview(bytearray(8)).cast("I"),
    lambda: range(5), lambda: range(9, -9, -2), lambda: slice(1, None, -1), lambda: iter([1, 2]), lambda: {1: 2}.items(),
    lambda: {1: 2}.keys(), lambda: generate(), lambda: (i for i in [1, 2]), lambda: Odd(), lambda: Sub([1]), lambda: Key(a=1),
    lambda: Text("t"), lambda: Num(7), lambda: len, lambda: make, lambda: (lambda *a, **k: (a, k)), lambda: Odd().__index__,
    lambda: [].append, lambda: int, lambda: type, lambda: Odd, lambda: object(), lambda: ValueError("v", 2), lambda: KeyError,
    lambda: StopIteration(3), lambda: NotImplemented, lambda: ..., lambda: types, lambda: array.array("i", [1, 2, 3]),
    lambda: array.array("d"), lambda: collections.deque([1, 2], 3), lambda: collections.OrderedDict(a=1),
    lambda: collections.defaultdict(list), lambda: collections.Counter("aab"), lambda: collections.ChainMap({1: 2}),
    lambda: functools.partial(make), lambda: functools.lru_cache(4)(len), lambda: io.StringIO("a\\nb"), lambda: io.BytesIO(b"ab"),
    lambda: itertools.chain([1], "a"), lambda: itertools.groupby([1, 1]), lambda: itertools.tee([1, 2])[0],
    lambda: itertools.islice([1, 2, 3], 2), lambda: itertools.product("ab", repeat=2), lambda: operator.itemgetter(1),
    lambda: operator.attrgetter("a.b"), lambda: weakref.ref(Odd), lambda: weakref.WeakSet(), lambda: types.SimpleNamespace(a=1),
    lambda: property(make), lambda: staticmethod(len), lambda: classmethod(len), lambda: super(Sub, Sub()), lambda: make.__code__,
    lambda: sys._getframe(), lambda: enumerate("ab"), lambda: zip([1], "a"), lambda: map(str, [1]), lambda: reversed([1]),
    lambda: types.MappingProxyType({1: 2}), lambda: (lambda: POOL).__closure__, lambda: [[[[]]]] * 3, lambda: "x" * 300,
]
UNSAFE = set("__import__ breakpoint exit quit help input open exec_module sleep settrace setprofile fork abort kill"
    " count cycle repeat pow __pow__ __rpow__ __ipow__ factorial comb perm prod range iter exec eval excepthook"
    " set_debug freeze setrecursionlimit setswitchinterval set_asyncgen_hooks callbacks _clear_type_cache"
    " call_tracing displayhook unraisablehook stdin stdout stderr __stdout__ __stderr__ __stdin__ modules combinations"
    " permutations combinations_with_replacement product print".split())
def call():
    target = [make, lambda: MODULES[rnd(len(MODULES))]][rnd(3) == 0]()
    names = [name for name in dir(target) if name not in UNSAFE]
    if names and rnd(5):
        target = getattr(target, names[rnd(len(names))])
    if target is POOL or target in MODULES or getattr(target, "__name__", "") in UNSAFE: return
    named = {"abc"[rnd(3)]: make()} if rnd(8) == 0 else {}
    return target(*[make() for _ in range(rnd(4))], **named)
OPERATIONS = [
    lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a % b, lambda a, b: a // b, lambda a, b: a / b, lambda a, b: a @ b,
    lambda a, b: a & b, lambda a, b: a | b, lambda a, b: a ^ b, lambda a, b: a >> b, lambda a, b: a < b, lambda a, b: a == b,
    lambda a, b: a in b, lambda a, b: a[b], lambda a, b: a(b), lambda a, b: a(*b), lambda a, b: a(**b), lambda a, b: [*a, *b],
    lambda a, b: {**a, **b}, lambda a, b: {a: b}, lambda a, b: {a, b}, lambda a, b: f"{a!r:{b}}", lambda a, b: a.x, lambda a, b: -a,
    lambda a, b: ~a, lambda a, b: not a, lambda a, b: divmod(a, b), lambda a, b: isinstance(a, b), lambda a, b: format(a, b),
    lambda a, b: getattr(a, b), lambda a, b: setattr(a, b, 1), lambda a, b: delattr(a, b), lambda a, b: a.__setitem__(b, b),
    lambda a, b: operator.setitem(a, b, b), lambda a, b: operator.delitem(a, b), lambda a, b: operator.iadd(a, b),
    lambda a, b: copy.copy(a), lambda a, b: copy.deepcopy(a), lambda a, b: repr(a), lambda a, b: hash(a), lambda a, b: a % (b, b),
    lambda a, b: type(a)(b), lambda a, b: type("T", (a,), {"x": b}), lambda a, b: type(a).__new__(b), lambda a, b: sorted(a, key=b),
    lambda a, b: list(map(a, b)), lambda a, b: a.__init__(b), lambda a, b: a.__reduce_ex__(b), lambda a, b: sys.getsizeof(a),
    lambda a, b: gc.get_referents(a), lambda a, b: weakref.ref(a, b), lambda a, b: a.__class__(b), lambda a, b: dir(a),
    lambda a, b: setattr(a, "__class__", b), lambda a, b: setattr(a, "__dict__", b), lambda a, b: functools.reduce(a, b),
    lambda a, b: next(a), lambda a, b: a.send(b), lambda a, b: a.throw(b), lambda a, b: math.fsum(a), lambda a, b: "".join(a),
    lambda a, b: bytes(a), lambda a, b: bytearray(a).join(b), lambda a, b: a.cast(b), lambda a, b: str(a, b), lambda a, b: int(a, b),
    lambda a, b: memoryview(a)[b], lambda a, b: max(a, key=b), lambda a, b: (yield a), lambda a, b: a.format(b, x=b),
]
MODULES = [array, collections, copy, functools, gc, io, itertools, math, operator, sys, types, weakref, __builtins__]
def operate():
    return OPERATIONS[rnd(len(OPERATIONS))](make(), make())
def poke(seed, n):
    global state
    state = seed
    for _ in range(n):
        try:
            result = [call, operate][rnd(2)]()
            if rnd(4) == 0: repr(result)
            if rnd(40) == 0: gc.collect()
        except BaseException as error:
            print(type(error).__name__, end=" ")
    result = None
`;

/** Pieces of Python that are put together at random. */
const TOKENS = (
  'a b c x 1 0 2.5 1e5 0x1f 0b1 "s" \'t\' b"x" f"{a}" r"\\n" """ \'\'\' ( ) [ ] { } , : ; . .. ... = == != < > <= >= << >> ' +
  '+ - * ** / // % @ & | ^ ~ := -> += -= *= **= //= >>= and or not in is if else elif for while def class return yield ' +
  'lambda try except finally raise with as import from global nonlocal del pass break continue assert async await match ' +
  'case _ None True False print type \\ # ` $ ? ! \t \n \n    \n\t é \u0000 \u{1f600} 1_000 1__0 0777 1a 1if 0_ "\\N{' +
  ' f"{ f"{a! f"{a:{ }" \'{\' {a!r} *a **b a=1 *,'
).split(' ');

const NAMES = ['a', 'b', 'x', '(1)', '[]', '"s"', 'None', '1.5'];
const DEPTHS = [20, 90, 120, 300, 1500, 5000, 30000];
const NUMBERS = [
  '10**12',
  '2**31',
  '2**63',
  '2**64-1',
  '-2**63',
  '10**40',
  '-1',
  'sys.maxsize',
  '-sys.maxsize-1',
];

/** What is put inside itself: X is the same again. */
const NESTED: readonly (readonly [open: string, middle: string, close: string])[] = [
  ['(', '1', ')'],
  ['[', '1', ']'],
  ['{1: ', '1', '}'],
  ['{', '1', '}'],
  ['(', '', ',)'],
  ['-', '1', ''],
  ['not ', '1', ''],
  ['~', '1', ''],
  ['await ', 'x', ''],
  ['a.', 'b', ''],
  ['', 'a', '.b'],
  ['', 'a', '[0]'],
  ['', 'a', '()'],
  ['a(', '1', ')'],
  ['a[', '1', ']'],
  ['lambda: ', '1', ''],
  ['lambda a=', '1', ': a'],
  ['1 if ', '1', ' else 2'],
  ['1 + ', '1', ''],
  ['', '1', ' + 1'],
  ['1 ** ', '1', ''],
  ['1 < ', '1', ''],
  ['1 and ', '1', ''],
  ['(a := ', '1', ')'],
  ['[i for i in ', '[]', ']'],
  ['{i: i for i in ', '[]', '}'],
  ['(i for i in ', '[]', ')'],
  ['*', 'a', ''],
  ['"a" ', '"b"', ''],
  ['f"{', '1', '}"'],
  ['f"{a:{', 'b', '}}"'],
  ['[*', '[]', ']'],
  ['{**', '{}', '}'],
  ['print(', '1', ')'],
  ['x = ', '1', ''],
  ['yield ', '1', ''],
];

/** Statements in which another is indented. */
const BLOCKS = [
  'if 1:',
  'while 1:',
  'for i in [1]:',
  'def f():',
  'class C:',
  'try:',
  'with open:',
  'else:',
  'match 1:',
  'case 1:',
  'async def g():',
  '@a',
  'if 1: pass\nelse:',
];

/** N is a number. */
const HUGE: readonly string[] = [
  '[0] * N',
  '"ab" * N',
  '(1,) * N',
  'b"x" * N',
  'bytearray(N)',
  'bytes(N)',
  '1 << N',
  '-1 >> N',
  '1.0 * N ** 40',
  'float(N) ** 30',
  'int("9" * 5000)',
  'str(10 ** 5000)',
  '"%d" % 10 ** 5000',
  '"%*d" % (N, 1)',
  '"%.*f" % (N, 1.5)',
  '"{:N}".format(1)',
  'f"{1:>{N}}"',
  'format(1.5, ".%df" % N)',
  'round(1.5, N)',
  'round(N, -N)',
  '"a".center(N)',
  '"a".zfill(N)',
  '"a".ljust(N, "b")',
  '"\\t".expandtabs(N)',
  '"a".replace("", "b" * 99, N)',
  '"abc"[N:N:N]',
  '[1, 2][::N]',
  '[1, 2][N]',
  'range(N)[N]',
  'len(range(N))',
  'range(N).index(N)',
  'range(0, N, N)[-1]',
  'slice(N, N, N).indices(N)',
  'collections.deque([1], N)',
  'collections.deque([1]) * N',
  'collections.deque([1]).rotate(N)',
  'array.array("i", [1]) * N',
  'array.array("b", [N])',
  'array.array("q", [N])',
  'itertools.islice([], N)',
  'next(itertools.count(N, N))',
  'itertools.repeat(1, N).__length_hint__()',
  'list(itertools.combinations([1, 2], N % 99))',
  'math.sqrt(N)',
  'math.exp(N)',
  'math.ldexp(1.5, N)',
  'math.gcd(N, N)',
  'float("1e%d" % N)',
  'complex(N, N) ** 9',
  'divmod(N, -7)',
  'pow(N, N, 7)',
  'pow(3, N, 10 ** 50)',
  '7 % N',
  'hash(N)',
  'chr(N)',
  'hex(N)',
  'int.from_bytes(b"\\xff" * 999, "big")',
  'N.to_bytes(3, "little")',
  'sys.setrecursionlimit(N)',
  'gc.set_threshold(N)',
  'gc.collect(N)',
  'gc.get_objects(N)',
  'sys._getframe(N)',
  'memoryview(b"abc")[N:]',
  'memoryview(b"abcd").cast("b", (N,))',
  'io.BytesIO().seek(N)',
  'io.BytesIO(b"a").read(N)',
  'io.StringIO().truncate(N)',
  '[].insert(N, 1)',
  '[1].pop(N)',
  '[1].index(1, N, N)',
  '"a".find("a", N, N)',
  'sum([N] * 99)',
  'print(end="" * N)',
  'x = [1]; x[N:N] = [2]; x *= N',
  'dict.fromkeys([N, N + 1.0])',
  'collections.Counter(a=N).elements()',
  'type("T" * 9999, (), {})',
  'exec("x" * 99999)',
  'eval("1+" * 3000 + "1")',
  'weakref.ref(Odd, N)',
];

/** Programs that call themselves, and objects inside themselves. */
const ENDLESS: readonly string[] = [
  'def f(): f()\nf()',
  'def f(a): return f([a])\nf(1)',
  'f = lambda: f()\nf()',
  'class A:\n    def __repr__(self): return repr(self)\nrepr(A())',
  'class A:\n    def __str__(self): return str(self)\nprint(A())',
  'class A:\n    def __eq__(self, o): return self == o\nA() == A()',
  'class A:\n    def __hash__(self): return hash(self)\n{A()}',
  'class A:\n    def __getattr__(self, n): return getattr(self, n)\nA().x',
  'class A:\n    def __getattribute__(self, n): return self.x\nA().x',
  'class A:\n    def __setattr__(self, n, v): self.x = v\nA().x = 1',
  'class A:\n    def __len__(self): return len(self)\nlen(A())',
  'class A:\n    def __iter__(self): return iter(self)\nlist(A())',
  'class A:\n    def __call__(self): return self()\nA()()',
  'class A: pass\nA.__call__ = A()\nA()()',
  'class A:\n    def __bool__(self): return bool(self)\nnot A()',
  'class A:\n    def __index__(self): return [1][self]\n[1][A()]',
  'class A:\n    def __lt__(self, o): return self < o\nsorted([A(), A()])',
  'class A:\n    def __add__(self, o): return self + o\nA() + 1',
  'class A:\n    def __contains__(self, o): return o in self\n1 in A()',
  'class A(dict):\n    def __missing__(self, k): return self[k]\nA()[1]',
  'class A:\n    @property\n    def x(self): return self.x\nA().x',
  'class A:\n    def __init__(self): A()\nA()',
  'class A:\n    def __new__(cls): return A()\nA()',
  'class M(type):\n    def __call__(cls): return cls()\nclass A(metaclass=M): pass\nA()',
  'class M(type):\n    def __instancecheck__(cls, o): return isinstance(o, cls)\nclass A(metaclass=M): pass\nisinstance(1, A)',
  'class A:\n    def __enter__(self):\n        with self: pass\n    def __exit__(self, *a): pass\nwith A(): pass',
  'class A:\n    def __format__(self, s): return format(self, s)\nf"{A()}"',
  'class A:\n    def __reduce__(self): return copy.copy(self)\ncopy.copy(A())',
  'class A:\n    def __deepcopy__(self, m): return copy.deepcopy(self, m)\ncopy.deepcopy(A())',
  'class A:\n    def __dir__(self): return dir(self)\ndir(A())',
  'class A:\n    def __sizeof__(self): return sys.getsizeof(self)\nsys.getsizeof(A())',
  'def g():\n    yield from g()\nlist(g())',
  'def g():\n    for x in g(): yield x\nnext(g())',
  'def f(n):\n    try: f(n + 1)\n    finally: f(n + 1)\ntry: f(0) if 0 else None\nexcept RecursionError: pass',
  'def f():\n    try: f()\n    except RecursionError: return 1\nf()',
  'x = []\nx.append(x)\nrepr(x); x == x; x < x; copy.deepcopy(x); hash((tuple(x),))',
  'x = {}\nx[1] = x\nrepr(x); x == {1: x}; copy.deepcopy(x)',
  'x = []; y = []\nx.append(y); y.append(x)\nx == y',
  'x = collections.deque()\nx.append(x)\nrepr(x); x == collections.deque([x])',
  'x = ([],)\nx[0].append(x)\nrepr(x); hash(x)',
  'x = []\nfor i in range(DEPTH): x = [x]\nrepr(x)',
  'x = []\nfor i in range(DEPTH): x = [x]\nx == copy.deepcopy(x)',
  'x = ()\nfor i in range(DEPTH): x = (x,)\nhash(x); x == (x,); del x',
  'x = {}\nfor i in range(DEPTH): x = {1: x}\nstr(x); x = None',
  'class A: pass\nx = None\nfor i in range(DEPTH):\n    y = A(); y.x = x; x = y\ny = None; x = None; gc.collect()',
  'class A:\n    def __del__(self): pass\nx = None\nfor i in range(DEPTH):\n    y = A(); y.x = x; x = y\ny = None; x = None; gc.collect()',
  'x = iter([])\nfor i in range(DEPTH): x = map(len, x)\nlist(x); x = None',
  'x = iter([])\nfor i in range(DEPTH): x = itertools.chain(x)\nlist(x); x = None',
  'x = len\nfor i in range(DEPTH): x = functools.partial(x)\nx(); repr(x); x = None',
  'x = 1\nfor i in range(DEPTH): x = (int, x)\nisinstance(1, x)',
  'x = ValueError()\nfor i in range(DEPTH):\n    y = ValueError(); y.__context__ = x; x = y\nraise x',
  'x = (i for i in [1])\nfor i in range(DEPTH): x = (i for i in x)\nlist(x); x = None',
  'x = object\nfor i in range(300): x = type("A", (x,), {})\nx(); x = None; gc.collect()',
  'x = lambda: 1\nfor i in range(DEPTH): x = (lambda f: lambda: f())(x)\nx(); x = None',
  'x = memoryview(b"a" * 9)\nfor i in range(DEPTH): x = x[:]\nx.tolist(); x = None',
  'x = {}\nx.__class__ = x',
  'x = [1]\nx.sort(key=lambda v: x.sort(key=lambda w: x.append(1)))',
  'x = [1, 2]\nfor v in x:\n    x.remove(v); del x[:]; x.extend([3])\n    if len(repr(x)) > 99: break',
  'x = {1: 2}\nfor v in x: x.clear(); x[v + 1] = 1',
  'x = weakref.ref(Odd())\nx(); x == x; hash(x)',
  'def f():\n    sys._getframe().clear()\nf()',
  'def g():\n    h.close(); yield\nh = g(); next(h)',
  'def g():\n    next(h); yield\nh = g(); next(h)',
  'def g():\n    yield\n    raise StopIteration\nlist(g())',
  'raise SystemExit([1])',
  'raise KeyboardInterrupt',
  'raise 5',
  'raise ValueError from 5',
  'raise Odd()',
  'del __builtins__; print(len)',
  '__builtins__ = {}; print(1)',
  'import sys; sys.modules.clear(); import collections, functools',
  'import sys; del sys.stdout; print(1)',
  'sys.stdout = 5; print(1)',
  'from . import x',
  'from os import nothing_like_this',
  'import nothing.like.this',
  'globals().clear(); print(x)',
  'class A: __slots__ = "a b"',
  'class A: __slots__ = ("a", "a", 5)',
  'class A(int, str): pass',
  'class A(type, list): pass',
  'class A(5): pass',
  'class A(bool): pass',
  'class A(*[object, object]): pass',
  'class A(metaclass=5): pass',
  'class A(metaclass=lambda *a, **k: 5, b=1): pass\nA()',
  'type.__call__(type); type.mro(int); type.__new__(type, "a", (), {"__slots__": 5})',
  'object.__new__(int); int.__new__(str); list.__new__(dict)',
  'gc.callbacks.append(5); gc.collect(); gc.callbacks.clear()',
  'gc.callbacks.append(lambda *a: gc.collect() or 1 // 0); gc.collect(); gc.callbacks.clear()',
];

type Maker = (random: Random) => string;

function noise(random: Random): string {
  const count = 2 + random.below(24);
  return Array.from({ length: count }, () => random.pick(TOKENS)).join(random.pick(['', ' ']));
}

/** A statement that had a meaning, with characters left out, doubled or put elsewhere. */
function damaged(random: Random): string {
  let [text] = memoryStatements(random.below(1 << 20), 1) as [string];
  for (let times = 1 + random.below(4); times > 0; times--) {
    const at = random.below(text.length + 1);
    const length = random.below(6);
    const part = text.slice(at, at + length);
    const elsewhere = random.below(text.length + 1);
    text = random.pick([
      () => text.slice(0, at) + text.slice(at + length),
      () => text.slice(0, at) + part + text.slice(at),
      () => text.slice(0, at) + random.pick(TOKENS) + text.slice(at + length),
      () => text.slice(0, elsewhere) + part + text.slice(elsewhere),
      () => text.slice(0, at),
    ])();
  }
  return text;
}

function nested(random: Random): string {
  const depth = random.pick(DEPTHS);
  if (random.below(4) === 0) {
    const lines = Array.from(
      { length: Math.min(depth, 300) },
      (_, i) => `${' '.repeat(i)}${random.pick(BLOCKS).replaceAll('\n', `\n${' '.repeat(i)}`)}`,
    );
    return [...lines, `${' '.repeat(lines.length)}pass`].join('\n');
  }
  const [open, middle, close] = random.pick(NESTED);
  const text = `${open.repeat(depth)}${middle}${close.repeat(depth)}`;
  return random.pick([
    () => text,
    () => `x = ${text}`,
    () => `def f(): return ${text}\nf()`,
    () => text.slice(0, text.length - random.below(text.length)),
    () => `class C:\n    x = ${text}`,
  ])();
}

function huge(random: Random): string {
  const number = (): string => `(${random.pick(NUMBERS)})`;
  const call = random.pick(HUGE).replace(/N/g, number);
  return `x = 1; ${random.pick([call, `y = ${call}`, `print(len(repr(${call})))`])}`;
}

function endless(random: Random): string {
  return random.pick(ENDLESS).replaceAll('DEPTH', String(random.pick(DEPTHS)));
}

const MAKERS: readonly Maker[] = [
  (random) => `attempt(${JSON.stringify(noise(random))})`,
  (random) => `attempt(${JSON.stringify(damaged(random))})`,
  (random) => `attempt(${JSON.stringify(nested(random))})`,
  (random) => `attempt(${JSON.stringify(huge(random))})`,
  (random) => `attempt(${JSON.stringify(endless(random))})`,
  (random) => `poke(${random.below(1 << 30)}, 40)`,
  (random) => `attempt(${JSON.stringify(`a = ${random.pick(NAMES)}\n${noise(random)}`)})`,
];

/** A program's statements: the same for the same seed. */
export function hostileStatements(seed: number, length: number): string[] {
  const random = new Random(seed);
  // Now and then the whole program is noise.
  if (random.below(20) === 0) return [random.pick([noise, damaged, nested])(random)];
  return Array.from({ length }, () => random.pick(MAKERS)(random));
}

/** The program of some statements. */
export function hostileProgram(statements: readonly string[]): string {
  return `${HEAD}${statements.join('\n')}\nprint("end")\n`;
}
