"""itertools and operator: sizes, what each holds, what it gives out again, and its errors."""
import itertools as I, sys, gc, operator as O
def show(name, o):
    print(name, type(o).__module__ + '.' + type(o).__name__, sys.getsizeof(o), gc.is_tracked(o), [type(x).__name__ for x in gc.get_referents(o) if type(x) is not type])
L = [[1], [2], [3]]
show('product', I.product(L, 'ab'))
p = I.product(L, 'ab'); x = next(p)
show('product1', p); print(x, sys.getrefcount(x), sys.getrefcount(L[0]))
del x; x = next(p); print(x, sys.getrefcount(x))
show('product2', I.product(L, repeat=2)); show('product0', I.product())
for n, f in ('perm', lambda: I.permutations(L)), ('perm2', lambda: I.permutations(L, 2)), ('comb', lambda: I.combinations(L, 2)), ('cwr', lambda: I.combinations_with_replacement(L, 2)):
    p = f(); show(n, p); x = next(p); show(n, p); print(sys.getrefcount(x), sys.getrefcount(L[0])); y = next(p); print(x is y, x, y, sys.getrefcount(L[0]))
    print(len(list(p)))
show('compress', I.compress(L, [1, 0, 1]))
g = I.groupby([1, 1, 2, 3, 3]); show('groupby', g)
k, v = next(g); show('groupby', g); show('_grouper', v); print(list(v)); print([(k, list(v)) for k, v in g])
t = I.tee(L); print(type(t)); show('tee', t[0]); next(t[0]); show('tee', t[0]); show('tee', t[1])
d = [x for x in gc.get_referents(t[0]) if 'data' in type(x).__name__]
for x in d: show('dataobj', x)
t3 = t[0].__copy__() ; show('tee', t3)
if sys.version_info >= (3, 10): p = I.pairwise(L); show('pairwise', p); x = next(p); show('pairwise', p); print(x, sys.getrefcount(x)); x = next(p); print(x, sys.getrefcount(x))
if sys.version_info >= (3, 12): p = I.batched(L, 2); show('batched', p); print(next(p)); print(next(p)); show('batched', p)
a = I.accumulate([1, 2]); show('acc', a); next(a); show('acc', a)
show('count', I.count()); show('count', I.count(1.5)); show('cycle', I.cycle(L)); show('repeat', I.repeat(L)); show('chain', I.chain(L, L)); show('islice', I.islice(L, 1))
show('takewhile', I.takewhile(bool, L)); show('zl', I.zip_longest(L, L)); show('starmap', I.starmap(max, L))
i = O.itemgetter(0); show('itemgetter', i); i2 = O.itemgetter(0, 1); show('itemgetter', i2); print(i, i2, i2(L))
i = O.attrgetter('a'); show('attrgetter', i); i2 = O.attrgetter('a.b', 'c'); show('attrgetter', i2); print(i, i2)
i = O.methodcaller('count', 1); print(i, i([1, 1]), sys.getsizeof(i), O.methodcaller('x', 1, y=2))
print(I.count(3), I.count(1, 2), I.repeat(1), I.repeat('x', 3), I.count(2.5))
print([next(c) for c in [I.count(5)] for _ in range(3)], list(I.islice(I.count(10, -2), 3)))
for a, b in I.zip_longest(L, [1]): print(a, b, sys.getrefcount(a) > 3)
print(O.add(1, 2), O.mul([1], 2), O.contains([1], 1), O.countOf([1, 1, 2], 1), O.indexOf([1, 2], 2), O.not_(1), O.neg(3), O.length_hint([1, 2]), O.length_hint(5, 7), O.index(True), O.abs(-2), O.iadd([1], [2]), O.iconcat([1], [3]), O.lt(1, 2), O.is_(L, L), O.getitem(L, 0), O.concat('a', 'b'), O.truth([]), O.inv(5))
for f in (lambda: O.itemgetter(), lambda: O.itemgetter(1)([1]), lambda: O.itemgetter(0)(1, 2), lambda: O.attrgetter(5), lambda: O.attrgetter('a.b')(1), lambda: O.methodcaller(), lambda: O.indexOf([], 1), lambda: O.add(1, 'a'), lambda: I.permutations([1], -1), lambda: I.permutations([1], 'a'), lambda: I.combinations([1], -1), lambda: I.product([1], repeat=-1), lambda: I.tee([1], -1), lambda: next(I.islice([1], -1)), lambda: I.compress(1, 2), lambda: I.groupby()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(repr(O.add), O.add.__name__, type(O.add).__name__)
class P:
    def __init__(self, x): self.x = x
    def m(self, *a, **k): return a, k
ps = sorted([P(3), P(1)], key=O.attrgetter('x')); print([p.x for p in ps], O.methodcaller('m', 1, k=2)(ps[0]), O.attrgetter('x', 'm.__name__')(ps[0]))
print(sorted({'a': 2, 'b': 1}.items(), key=O.itemgetter(1)), list(map(O.add, [1, 2], [3, 4])))
a, b = I.tee(iter('abcdef')); print(next(a), next(a), list(b), list(a))
a, b, c = I.tee(range(200), 3); print(sum(a), sum(b), next(c)); del a, b; print(sum(c))
print([(k, list(g)) for k, g in I.groupby('aabbbc')], [(k, list(g)) for k, g in I.groupby([1, 3, 2, 4], key=lambda x: x % 2)])
gs = [g for k, g in I.groupby('aab')]; print([list(g) for g in gs])
print(list(I.product('ab', [1, 2])), list(I.product([], 'a')), list(I.product('ab', repeat=2)), list(I.product()))
print(list(I.permutations('abc')), list(I.permutations('abc', 2)), list(I.permutations([])), list(I.permutations('ab', 3)))
print(list(I.combinations('abcd', 2)), list(I.combinations('ab', 0)), list(I.combinations('ab', 3)), list(I.combinations_with_replacement('abc', 2)), list(I.combinations_with_replacement('', 2)))
print(list(I.accumulate([1, 2, 3], O.mul, initial=10)), list(I.accumulate([])))
