/**
 * Random Python programs whose `__eq__`, `__hash__`, `__del__`, `__iter__`, `__len__`, `__index__` and so
 * on change the containers that are being worked on: whoever holds on to what it read before such a call
 * touches memory that is somebody else's by then.
 *
 * A program prints what each step gave, so that it can be compared with real interpreters too.
 */
import { Random } from './random';

const HEAD = `import array, bisect, collections, functools, gc, heapq, itertools, operator, weakref

state, budget, deep = SEED, 80, 0
def rnd(n):
    global state
    state = (state * 1103515245 + 12345) & 0x7fffffff
    return (state >> 8) % n
def act():
    global budget, deep
    if budget <= 0 or deep > 2 or rnd(3): return
    budget -= 1
    deep += 1
    try:
        CHANGES[rnd(len(CHANGES))]()
    except (ArithmeticError, AttributeError, BufferError, LookupError, RuntimeError, TypeError, ValueError):
        pass
    finally:
        deep -= 1
    if rnd(20) == 0: raise ValueError('by hand')
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): act(); return self.n % 3
    def __eq__(self, o): act(); return getattr(o, 'n', o) == self.n
    def __lt__(self, o): act(); return self.n < getattr(o, 'n', 0)
    def __bool__(self): act(); return self.n % 2 == 0
    def __repr__(self): act(); return 'K%d' % self.n
class E:
    def __init__(self, n): self.n = n
    def __eq__(self, o): act(); return True if self.n % 2 else NotImplemented
    def __hash__(self): return 1
class G:
    def __init__(self, n): self.n = n
    def __del__(self): act()
    def __index__(self): act(); return self.n % 5 - 1
    def __int__(self): act(); return self.n
    def __float__(self): act(); return self.n / 2
    def __repr__(self): return 'G'
    def __add__(self, o): act(); return self
    def __radd__(self, o): act(); return self
    def __getattr__(self, name): act(); return self.n
class N:
    def __init__(self, n): self.n, self.i = n, 0
    def __iter__(self): act(); return self
    def __len__(self): act(); return self.n % 5
    def __length_hint__(self): act(); return self.n % 7
    def __next__(self):
        act()
        self.i += 1
        if self.i > self.n % 6: raise StopIteration
        return thing()
class Q:
    def __init__(self, n): self.n = n
    def __len__(self): act(); return self.n % 6
    def __getitem__(self, i):
        act()
        if isinstance(i, int) and i >= self.n % 6: raise IndexError
        return thing()
    def keys(self): act(); return [thing() for _ in range(self.n % 3)]
    def __contains__(self, o): act(); return True
def pairs(n):
    for i in range(n):
        act()
        yield (thing(), i)
def key(x): act(); return K(rnd(9))
def thing():
    i = rnd(8)
    n = rnd(9)
    if i < 3: return K(n)
    if i == 3: return E(n)
    if i == 4: return G(n)
    if i == 5: return (K(n), E(n))
    if i == 6: return n
    return 'k%d' % n
def source():
    i = rnd(10)
    if i == 0: return L
    if i == 1: return D
    if i == 2: return S
    if i == 3: return X
    if i == 4: return N(rnd(9))
    if i == 5: return Q(rnd(9))
    if i == 6: return [thing() for _ in range(rnd(6))]
    if i == 7: return (thing(), thing(), thing())
    if i == 8: return D.items()
    return frozenset([K(1), 2])
def at(): return G(rnd(9)) if rnd(3) == 0 else rnd(7) - 3
L, D, S, X = [], {}, set(), collections.deque()
O, F, A, B = collections.OrderedDict(), collections.defaultdict(lambda: thing()), array.array('i', range(9)), bytearray(b'abcdefgh')
W = collections.deque(maxlen=4)
P = type('P', (), {})()
CHANGES = [
    lambda: L.clear(), lambda: L.append(thing()), lambda: L.__delitem__(slice(0, 2)), lambda: L.pop(),
    lambda: L.extend([thing(), thing(), thing(), thing()]), lambda: L.insert(0, thing()), lambda: L.reverse(),
    lambda: D.clear(), lambda: D.update({K(7): 1, 'k1': G(2)}), lambda: D.popitem(), lambda: D.__setitem__(K(rnd(9)), G(1)),
    lambda: S.clear(), lambda: S.add(thing()), lambda: S.pop(), lambda: S.update([K(1), K(4), K(7), K(2), 'x', 'y', 9, 10]),
    lambda: X.clear(), lambda: X.append(thing()), lambda: X.popleft(), lambda: X.rotate(1), lambda: X.extendleft([1, thing()]),
    lambda: O.clear(), lambda: O.popitem(), lambda: O.__setitem__(thing(), 1), lambda: F.clear(), lambda: F[thing()],
    lambda: W.clear(), lambda: W.append(thing()),
    lambda: A.append(1), lambda: A.pop(), lambda: A.__delitem__(slice(0, 3)), lambda: A.extend([1, 2, 3]),
    lambda: B.clear(), lambda: B.extend(b'12345678901234567890'), lambda: B.pop(),
    lambda: P.__dict__.clear(), lambda: setattr(P, 'k%d' % rnd(9), thing()), lambda: gc.collect(),
    lambda: L.__setitem__(slice(None), []), lambda: L.__setitem__(slice(None, None, 2), [1] * len(L[::2])),
]
def show(v, depth=0):
    if isinstance(v, (list, tuple, set, frozenset, collections.deque, dict)): return '%s %d' % (type(v).__name__, len(v))
    return str(v) if isinstance(v, (int, str, bytes, float)) else type(v).__name__
def step(f):
    global budget
    budget = 12
    for c in (L, X): c.clear(); c.extend([thing() for _ in range(rnd(7))])
    for m in (D, O, F):
        m.clear()
        for _ in range(rnd(6)): m[thing()] = thing()
    S.clear(); S.update([thing() for _ in range(rnd(7))])
    del A[:]; A.extend(range(rnd(8))); B[:] = b'abcdefgh'[:rnd(9)]
    for _ in range(rnd(5)): setattr(P, 'k%d' % rnd(9), thing())
    try:
        r = f()
        print(show(r))
    except (ArithmeticError, AttributeError, BufferError, LookupError, RuntimeError, TypeError, ValueError) as e:
        print(type(e).__name__)
def attempt(i, f):
    print(i, end=' ')
    try:
        step(f)
    except ValueError as e:
        print('between', e)
`;

/** Expressions: in each, a method of the program's classes runs. */
const STEPS: readonly string[] = [
  'L == [thing() for _ in range(len(L))]',
  'L < [thing() for _ in range(len(L))]',
  'L != source()',
  'thing() in L',
  'L.index(thing())',
  'L.index(thing(), at(), at())',
  'L.count(thing())',
  'L.remove(thing())',
  'L.sort()',
  'L.sort(key=key, reverse=True)',
  'sorted(source(), key=key)',
  'L.extend(source())',
  'L.extend(N(8))',
  'L.__iadd__(source())',
  'L.__setitem__(slice(at(), at()), source())',
  'L.__setitem__(slice(at(), at(), 2), source())',
  'L.__delitem__(slice(at(), at(), at()))',
  'L[at():at():at()]',
  'L[at()]',
  'L.__setitem__(at(), thing())',
  'L.__delitem__(at())',
  'L.insert(at(), thing())',
  'L.pop(at())',
  'L * at()',
  'L + L[::-1]',
  'L.__imul__(at())',
  'L.__init__(source())',
  'list(source())',
  'tuple(source())',
  'repr(L)',
  'repr((L, D, S, X, O))',
  'str(D)',
  '[v for v in L if v]',
  '[act() for v in L]',
  '{thing(): act() for v in L}',
  '{thing() for v in D}',
  'min(source(), key=key)',
  'max(L, default=None)',
  'any(L)',
  'all(L)',
  'sum(L, G(1))',
  'D[thing()]',
  'D.get(thing())',
  'D.setdefault(thing(), thing())',
  'D.pop(thing(), None)',
  'D.__setitem__(thing(), thing())',
  'D.__delitem__(thing())',
  'D.update(source())',
  'D.update(pairs(4))',
  'D.update(Q(7))',
  'D.copy() == D',
  'D == dict(pairs(4))',
  'dict(pairs(5))',
  'dict(source())',
  'dict.fromkeys(source())',
  'dict.fromkeys(S, thing())',
  '{**D, **{K(1): 2}}',
  'D.keys() & source()',
  'D.keys() | source()',
  'D.keys() - source()',
  'D.items() ^ D.items()',
  'D.keys() == S',
  'D.items() == O.items()',
  'thing() in D.values()',
  '(thing(), thing()) in D.items()',
  'D.keys().isdisjoint(source())',
  '[act() for _ in D]',
  '[act() for _ in D.items()]',
  'list(reversed(D)) if hasattr(dict, "__reversed__") else 0',
  'D.popitem()',
  'D.clear()',
  'S.add(thing())',
  'S.discard(thing())',
  'S.remove(thing())',
  'thing() in S',
  'S & set(source())',
  'S | set(source())',
  'S - set(source())',
  'S ^ set(source())',
  'S.intersection(source())',
  'S.difference(source(), source())',
  'S.symmetric_difference(source())',
  'S.union(source())',
  'S.update(source())',
  'S.update(S)',
  'S.intersection_update(source())',
  'S.difference_update(source())',
  'S.symmetric_difference_update(source())',
  'S.__iand__(set(source()))',
  'S.__ior__({K(1), K(4), E(1)})',
  'S.__ixor__({K(1), K(4), E(1)})',
  'S.__isub__({K(1), K(4), E(1)})',
  'S == {K(1), K(2)}',
  'S <= {K(1), K(2), K(3), E(3), 1, 2}',
  'S.issubset(source())',
  'S.issuperset(source())',
  'S.isdisjoint(source())',
  'S.copy()',
  'S.clear()',
  'set(source())',
  'frozenset(source())',
  'hash(frozenset(source()))',
  'hash((K(1), thing()))',
  'set([frozenset([K(1)]), frozenset([K(4)])])',
  'X.index(thing())',
  'X.count(thing())',
  'X.remove(thing())',
  'thing() in X',
  'X == collections.deque(source())',
  'X < collections.deque(source())',
  'X.extend(source())',
  'X.extendleft(source())',
  'X.insert(at(), thing())',
  'X.rotate(at())',
  'X[at()]',
  'X.__setitem__(at(), thing())',
  'X.__delitem__(at())',
  'X.__iadd__(source())',
  'X.__imul__(at())',
  'X + collections.deque(L)',
  'X.copy()',
  '[act() for _ in X]',
  'W.extend(source())',
  'W.extendleft(source())',
  'collections.deque(source(), 3)',
  'O == collections.OrderedDict(pairs(4))',
  'O.move_to_end(thing())',
  'O.pop(thing(), 0)',
  'O.setdefault(thing(), thing())',
  'O.update(source())',
  'O.popitem(last=rnd(2) == 0)',
  'O.copy()',
  '[act() for _ in O]',
  'O.__delitem__(thing())',
  'F[thing()]',
  'F.copy()',
  'collections.Counter(source())',
  'A.extend(source())',
  'A.fromlist(source())',
  'A.insert(at(), at())',
  'A.index(thing())',
  'A.count(thing())',
  'A.remove(thing())',
  'A.append(G(3))',
  'A[at():at():at()]',
  'A.__setitem__(slice(at(), at()), A)',
  'A.__setitem__(at(), G(3))',
  'A.__delitem__(slice(at(), at(), at()))',
  'A * at()',
  'A.__imul__(at())',
  'array.array("i", source())',
  'array.array("d", [G(1), G(2)])',
  '[act() for _ in A]',
  'A == array.array("i", [1, 2, 3])',
  'B.extend(source())',
  'B.__setitem__(at(), G(3))',
  'B.__setitem__(slice(at(), at()), [G(3), 2, 3])',
  'B.__setitem__(slice(at(), at(), at()), b"xyz")',
  'B.__delitem__(slice(at(), at(), at()))',
  'B.insert(at(), 65)',
  'B.append(G(3))',
  'B.find(G(98))',
  'B * at()',
  'bytes(source())',
  'bytes([G(1), G(2)])',
  'bytearray([G(1), G(2)])',
  'b"".join(source())',
  '"".join(source())',
  'memoryview(B).__setitem__(slice(0, 4), memoryview(B)[1:5])',
  'memoryview(B)[at():at():at()]',
  'memoryview(B).__setitem__(at(), G(3))',
  'list(map(key, source()))',
  'list(map(lambda a, b: act(), source(), source()))',
  'list(filter(None, source()))',
  'list(filter(key, source()))',
  'list(zip(source(), source()))',
  'list(enumerate(source()))',
  'list(itertools.chain(source(), source()))',
  'list(itertools.islice(source(), at() + 3))',
  'list(itertools.groupby(source(), key))',
  'list(itertools.accumulate([1, 2, 3], lambda a, b: act()))',
  'list(itertools.takewhile(key, source()))',
  'list(itertools.dropwhile(key, source()))',
  'list(itertools.product(source(), source()))',
  'list(itertools.permutations(source(), 2))',
  'list(itertools.combinations(source(), 2))',
  'list(itertools.starmap(lambda *a: act(), pairs(3)))',
  'list(itertools.zip_longest(source(), source()))',
  'list(itertools.compress(source(), source()))',
  'list(itertools.tee(source())[1])',
  'list(itertools.islice(itertools.cycle(source()), 9))',
  'functools.reduce(lambda a, b: act(), source(), 1)',
  'bisect.insort(L, K(3))',
  'bisect.bisect(L, K(3))',
  'heapq.heappush(L, K(3))',
  'heapq.heapify(L)',
  'heapq.heappop(L)',
  'heapq.nsmallest(2, source())',
  'operator.itemgetter(at(), at())(L)',
  'operator.countOf(source(), thing())',
  'operator.indexOf(source(), thing())',
  'operator.contains(source(), thing())',
  'operator.concat(L, source())',
  'len(source())',
  'divmod(G(7), 3)',
  'pow(2, G(3))',
  'range(at(), at(), at())',
  'list(range(5))[at()]',
  '"abcdef"[at():at()]',
  '"%s %r %d" % (thing(), thing(), at())',
  '"{} {!r}".format(thing(), thing())',
  'f"{thing()} {thing()!r:>5}"',
  '"%s" % D',
  '"abc".replace("a", "b", at())',
  '"a,b".split(",", at())',
  'P.__dict__.update(source())',
  'P.__dict__ == D',
  '[act() for _ in P.__dict__]',
  'vars(P).setdefault("k1", thing())',
  'delattr(P, "k1")',
  'gc.get_referrers(L) and 0',
  'weakref.WeakSet([K(1), K(2), K(1)])',
  'weakref.WeakKeyDictionary({K(1): 2, K(4): 3})',
  'weakref.WeakValueDictionary({1: K(1)}) == 1',
  'functools.lru_cache(2)(lambda a: act())(thing())',
  'isinstance(thing(), (K, (E, G)))',
  'getattr(thing(), "zz", 0)',
  'int(G(3)) + float(G(4))',
  'complex(G(1), 2)',
  '(lambda *a, **k: len(a))(*source())',
  '(lambda *a, **k: len(k))(**{"a": thing(), "b": thing()})',
  '(lambda *a: len(a))(*N(5), *Q(4))',
  '[*source(), *source()]',
  '{*source(), *source()}',
  '(lambda a, *b: b)(*L, 1)',
  'slice(at(), at(), at()).indices(at() + 5)',
  'L[slice(at(), None)] == L',
  'next(iter(source()), 0)',
  'list(reversed(L))',
  'list(reversed(Q(4)))',
  'memoryview(A).tolist()',
  'memoryview(B) == B',
  'type("T", (K,), {"a": thing()})(1)',
  'D.__class__(D)',
  'D.__or__(dict(pairs(2))) if hasattr(dict, "__or__") else 0',
  'D.__ior__(pairs(2)) if hasattr(dict, "__or__") else 0',
  'next(O.__reversed__(), 0)',
  'iter(L).__length_hint__()',
  'iter(S).__length_hint__()',
  'all(act() is None for _ in L)',
  'any(act() for _ in S)',
  'sum(act() is None for _ in D)',
  'set(act() for _ in X)',
  'dict((thing(), act()) for _ in L)',
  'tuple(act() for _ in O)',
  'L.extend(act() for _ in L[:3])',
  'a_loop()',
  'unpacked()',
];

const TAIL = `def a_loop():
    n = 0
    for v in L:
        act()
        for w in S:
            act()
            if v == w: n += 1
            break
    return n
def unpacked():
    a, *b = source()
    c, d = source()
    return b
`;

/** A program's steps: the same for the same seed. */
export function mutationStatements(seed: number, length: number): string[] {
  const random = new Random(seed);
  return Array.from({ length }, (_, i) => `attempt(${i}, lambda: ${random.pick(STEPS)})`);
}

/** The program of some steps. What its methods change follows from the seed. */
export function mutationProgram(statements: readonly string[], seed: number): string {
  return `${HEAD.replace('SEED', String(seed))}${TAIL}${statements.join('\n')}\nprint('end')\nbudget = 0\n`;
}
