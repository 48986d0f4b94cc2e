import { boot } from '../../src';
import { Audit, describeFinding } from '../../src/python/audit/audit';

/*
 * What fails in the middle drops what it holds: every operation with what raises at its first, second or
 * last step. Each family is a list of templates; `X` is what raises.
 */

/** Iterables that raise: when asked for an iterator, at an item, in `__getitem__`, at once. */
const ITERABLES = ['It()', 'gen()', 'BadIter()', 'BadSeq()', '5', 'map(failing(), items())'];

/** Classes with one special method that raises. */
const CLASSES = ['BadEq', 'BadHash', 'BadLt', 'BadBool', 'BadIndex', 'BadAttr', 'BadCall', 'BadOp'];

const PRELUDE = `
import functools, itertools, operator, collections, array, math
class E(Exception): pass
class Item:
    def __init__(self, n=0): self.n = n
class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 2: raise E
        return Item(self.i)
def gen():
    yield Item()
    yield Item()
    raise E
class BadIter:
    def __iter__(self): raise E
class BadSeq:
    def __getitem__(self, i):
        if i > 1: raise E
        return Item(i)
    def __len__(self): return 5
class BadKeys:
    def keys(self): return [Item(), Item()]
    def __getitem__(self, k): raise E
class BadExit:
    def __enter__(self): return Item()
    def __exit__(self, *a): raise E
class BadDescr:
    def __set_name__(self, o, n): raise E
def raises(self, *a, **k): raise E
BadEq = type('BadEq', (Item,), {'__eq__': raises, '__hash__': lambda s: 7})
BadHash = type('BadHash', (Item,), {'__hash__': raises})
BadLt = type('BadLt', (Item,), {'__lt__': raises, '__gt__': raises})
BadBool = type('BadBool', (Item,), {'__bool__': raises})
BadIndex = type('BadIndex', (Item,), {'__index__': raises, '__int__': raises})
BadAttr = type('BadAttr', (Item,), {'__getattr__': raises})
BadCall = type('BadCall', (Item,), {'__call__': raises})
BadOp = type('BadOp', (Item,), {'__add__': raises, '__radd__': raises, '__mul__': raises})
def bad(*a, **k): raise E
def failing():
    left = [None]
    def f(*a):
        if not left: raise E
        left.pop()
        return Item()
    return f
def items(n=3, of=Item): return [of() for _ in range(n)]
`;

const OVER_ITERABLES = `
list(X)|tuple(X)|set(X)|frozenset(X)|sorted(X)|min(X)|max(X)|sum(X, Item())|dict(X)|bytes(X)|bytearray(X)
collections.deque(X)|collections.Counter(X)|collections.OrderedDict(X)|dict.fromkeys(X, Item())
functools.reduce(lambda a, b: a, X)|array.array('i', X)|math.fsum(X)|''.join(X)|b''.join(X)|str.maketrans(X)
list(zip(items(), X))|list(map(Item, X))|list(filter(None, X))|[*items(), *X]|{*items(), *X}|Item(*items(), *X)
a, b, c = X|a, *b = X|[y for x in items() for y in X]|{y: y for y in X}|items().extend(X)|set(items()).union(X)
set(items()).intersection(X)|set(items()).difference(X)|set(items()).issubset(X)|Item() in X
list(itertools.chain(items(), X))|list(itertools.starmap(Item, X))|list(itertools.zip_longest(items(), X))
list(itertools.product(items(), X))|list(itertools.groupby(X))|list(itertools.accumulate(X, lambda a, b: b))
class A(X): pass|raise E() from X|for x, y in X: pass|[Item(), Item(), X[7]]|bad(Item(), Item(), y=X[7])
`;

const OVER_CLASSES = `
sorted(items(4, X))|sorted(items(), key=X)|items(4, X).sort()|min(X(), X())|max(items(), key=lambda x: X())
{X(), X(), X()}|{X(): Item(), X(): Item()}|dict([(X(), Item()), (X(), Item())])|dict.fromkeys(items(3, X), Item())
{}.setdefault(X(), Item())|{X()} & {X()}|{X()}  {X()}|{X()} - {X()}|{X()} ^ {X()}|[X()].index(X())|[X()].remove(X())
[X()] == [X()]|collections.deque([X()]).remove(X())|collections.Counter(items(3, X))|list(filter(X(), items()))
list(itertools.takewhile(X(), items()))|list(itertools.dropwhile(lambda x: X(), items()))
list(itertools.filterfalse(X(), items()))|list(itertools.groupby(items(), X()))|functools.reduce(X(), items())
functools.partial(X())(Item())|functools.lru_cache(bad)(X())|operator.attrgetter('n', 'missing')(X())
operator.itemgetter(0, 7)([X(), 2])|next(itertools.count(X(), X()))|[1, 2][X()]|'{0.x}'.format(X())|bytes([1, X()])
X() + 1|items() * X()|X()(Item(), k=Item())|list(iter(failing(), X()))|type('T', (X,), {'x': BadDescr()})
`;

const ALONE = [
  'with BadExit() as x: bad(Item())',
  'for x in items():\n    with BadExit() as y: bad(x, y)',
  'def f():\n    for x in items():\n        try: return x\n        finally: Item()\nf()',
  'def f():\n    for x in items():\n        with BadExit(): return x\nf()',
  'def f(x):\n    y = [Item(), z]\n    z = 1\nf(Item())',
  'def f():\n    x += Item()\nf()',
  'def f(a, *b, c): pass\nf(Item(), Item())',
  'Item(a=Item(), **{5: Item()})',
  'bad(Item(), **5)',
  '{**{Item(): Item()}, **BadKeys()}',
  'dict(BadKeys())',
  'class A(Item, k=Item()): x = Item()',
  'class A(int, str): x = Item()',
  'class A:\n    x = Item()\n    missing',
  'def g():\n    yield [Item(), (yield Item())]\ny = g(); next(y); y.throw(E)',
  'def g():\n    for x in items(): yield x\ny = g(); next(y); del y',
  'def g():\n    yield from gen()\nlist(g())',
  'def g():\n    try: yield Item()\n    finally: raise E\ny = g(); next(y); y.close()',
  'try: bad()\nexcept Item(): pass',
  'def f():\n    try: bad()\n    finally: return Item()\nf()',
  'async def f(): await Item()\nf().send(None)',
];

const split = (text: string): string[] => text.trim().split(/[|\n]/).filter(Boolean);

const PROGRAMS = [
  ...split(OVER_ITERABLES).flatMap((each) => ITERABLES.map((x) => each.replaceAll('X', x))),
  ...split(OVER_CLASSES.replace('\\', '|or|')).flatMap((each) =>
    CLASSES.map((x) => each.replaceAll(/\bX\b/g, x)),
  ),
  ...ALONE,
];

/** A program whose exception ends there, and leaves nothing. */
function contained(program: string): string {
  const body = program.replaceAll(/^/gm, '    ');
  return `def _run():\n${body}\ntry: _run()\nexcept Exception: pass\ndel _run\n`;
}

const VERSIONS = ['3.8', '3.12', '3.15'];

/** Proves the reference counts after each program: on `one` of the versions, the next on another, or on `all`. */
export function testRaising(on: 'one' | 'all'): void {
  test.each(VERSIONS)(
    'what raises in the middle of an operation leaves no reference behind on %s',
    (version) => {
      const py = boot(version);
      py.exec(PRELUDE, { filename: 'prelude.py' });
      const audit = new Audit(py.runtime);
      const leaky: string[] = [];
      const known = new Set<number>();
      const turn = VERSIONS.indexOf(version);
      const programs = PROGRAMS.filter((_, i) => on === 'all' || i % VERSIONS.length === turn);
      for (const program of programs) {
        py.exec(contained(program), { filename: 'raising.py' });
        for (const finding of audit.findings()) {
          if (known.has(finding.address)) continue;
          known.add(finding.address);
          leaky.push(`${program}: ${describeFinding(finding)}`);
        }
      }
      expect(leaky).toEqual([]);
      expect(programs.length).toBeGreaterThan(on === 'all' ? 500 : 160);
    },
    120_000,
  );
}
