"""What the collector counts of common operations after a full collection: tuples of arguments, bound methods, frames."""
import gc
import sys

gc.disable()
P = type("P", (), {})


def f(): pass
def g(v): return v
def k(*r): pass


h = d = None
gc.collect()
pass
i = gc.get_count()[0]
print('pass', i, gc.get_count()[0])
gc.collect()
f()
i = gc.get_count()[0]
print('f()', i, gc.get_count()[0])
gc.collect()
g(1)
i = gc.get_count()[0]
print('g(1)', i, gc.get_count()[0])
gc.collect()
k()
i = gc.get_count()[0]
print('k()', i, gc.get_count()[0])
gc.collect()
k(1)
i = gc.get_count()[0]
print('k(1)', i, gc.get_count()[0])
gc.collect()
h = [1]
i = gc.get_count()[0]
print('h = [1]', i, gc.get_count()[0])
gc.collect()
h = (1, h)
i = gc.get_count()[0]
print('h = (1, h)', i, gc.get_count()[0])
gc.collect()
h = {}
i = gc.get_count()[0]
print('h = {}', i, gc.get_count()[0])
gc.collect()
h = {1: 2}
i = gc.get_count()[0]
print('h = {1: 2}', i, gc.get_count()[0])
gc.collect()
h = P()
i = gc.get_count()[0]
print('h = P()', i, gc.get_count()[0])
gc.collect()
h = P(); h.x = 1
i = gc.get_count()[0]
print('h = P(); h.x = 1', i, gc.get_count()[0])
gc.collect()
h = lambda: 0
i = gc.get_count()[0]
print('h = lambda: 0', i, gc.get_count()[0])
gc.collect()
[i for i in ()]
i = gc.get_count()[0]
print('[i for i in ()]', i, gc.get_count()[0])
gc.collect()
[i for i in (1, 2)]
i = gc.get_count()[0]
print('[i for i in (1, 2)]', i, gc.get_count()[0])
gc.collect()
h = [[] for i in (1, 2)]
i = gc.get_count()[0]
print('h = [[] for i in (1, 2)]', i, gc.get_count()[0])
gc.collect()
{i for i in ()}
i = gc.get_count()[0]
print('{i for i in ()}', i, gc.get_count()[0])
gc.collect()
list(i for i in ())
i = gc.get_count()[0]
print('list(i for i in ())', i, gc.get_count()[0])
gc.collect()
h = (i for i in ())
i = gc.get_count()[0]
print('h = (i for i in ())', i, gc.get_count()[0])
gc.collect()
gc.get_count()
i = gc.get_count()[0]
print('gc.get_count()', i, gc.get_count()[0])
gc.collect()
gc.set_threshold(0)
i = gc.get_count()[0]
print('gc.set_threshold(0)', i, gc.get_count()[0])
gc.collect()
gc.set_threshold(700, 10, 10)
i = gc.get_count()[0]
print('gc.set_threshold(700, 10, 10)', i, gc.get_count()[0])
gc.collect()
str([1])
i = gc.get_count()[0]
print('str([1])', i, gc.get_count()[0])
gc.collect()
str((1,))
i = gc.get_count()[0]
print('str((1,))', i, gc.get_count()[0])
gc.collect()
str(5)
i = gc.get_count()[0]
print('str(5)', i, gc.get_count()[0])
gc.collect()
"%d" % 5
i = gc.get_count()[0]
print('"%d" % 5', i, gc.get_count()[0])
gc.collect()
"%d %s" % (5, 6)
i = gc.get_count()[0]
print('"%d %s" % (5, 6)', i, gc.get_count()[0])
gc.collect()
"%s" % (5,)
i = gc.get_count()[0]
print('"%s" % (5,)', i, gc.get_count()[0])
gc.collect()
sorted([2, 1])
i = gc.get_count()[0]
print('sorted([2, 1])', i, gc.get_count()[0])
gc.collect()
len(())
i = gc.get_count()[0]
print('len(())', i, gc.get_count()[0])
gc.collect()
isinstance(1, int)
i = gc.get_count()[0]
print('isinstance(1, int)', i, gc.get_count()[0])
gc.collect()
getattr(1, "real")
i = gc.get_count()[0]
print('getattr(1, "real")', i, gc.get_count()[0])
gc.collect()
dict(a=1)
i = gc.get_count()[0]
print('dict(a=1)', i, gc.get_count()[0])
gc.collect()
list((1, 2))
i = gc.get_count()[0]
print('list((1, 2))', i, gc.get_count()[0])
gc.collect()
tuple([1])
i = gc.get_count()[0]
print('tuple([1])', i, gc.get_count()[0])
gc.collect()
set()
i = gc.get_count()[0]
print('set()', i, gc.get_count()[0])
gc.collect()
h = set()
i = gc.get_count()[0]
print('h = set()', i, gc.get_count()[0])
gc.collect()
int("5")
i = gc.get_count()[0]
print('int("5")', i, gc.get_count()[0])
gc.collect()
range(3)
i = gc.get_count()[0]
print('range(3)', i, gc.get_count()[0])
gc.collect()
enumerate([])
i = gc.get_count()[0]
print('enumerate([])', i, gc.get_count()[0])
gc.collect()
zip([], [])
i = gc.get_count()[0]
print('zip([], [])', i, gc.get_count()[0])
gc.collect()
map(g, [])
i = gc.get_count()[0]
print('map(g, [])', i, gc.get_count()[0])
gc.collect()
list(map(g, [1]))
i = gc.get_count()[0]
print('list(map(g, [1]))', i, gc.get_count()[0])
gc.collect()
h = bytearray(5)
i = gc.get_count()[0]
print('h = bytearray(5)', i, gc.get_count()[0])
gc.collect()
1 + 2
i = gc.get_count()[0]
print('1 + 2', i, gc.get_count()[0])
gc.collect()
2 ** 70 + h if 0 else 0
i = gc.get_count()[0]
print('2 ** 70 + h if 0 else 0', i, gc.get_count()[0])
gc.collect()
h = [].append
i = gc.get_count()[0]
print('h = [].append', i, gc.get_count()[0])
gc.collect()
[].append(1)
i = gc.get_count()[0]
print('[].append(1)', i, gc.get_count()[0])
gc.collect()
[].extend([1])
i = gc.get_count()[0]
print('[].extend([1])', i, gc.get_count()[0])
gc.collect()
{}.get(1)
i = gc.get_count()[0]
print('{}.get(1)', i, gc.get_count()[0])
gc.collect()
{}.items()
i = gc.get_count()[0]
print('{}.items()', i, gc.get_count()[0])
gc.collect()
list({1: 2}.items())
i = gc.get_count()[0]
print('list({1: 2}.items())', i, gc.get_count()[0])
gc.collect()
"a,b".split(",")
i = gc.get_count()[0]
print('"a,b".split(",")', i, gc.get_count()[0])
gc.collect()
",".join(["a"])
i = gc.get_count()[0]
print('",".join(["a"])', i, gc.get_count()[0])
gc.collect()
"a".replace("a", "b")
i = gc.get_count()[0]
print('"a".replace("a", "b")', i, gc.get_count()[0])
gc.collect()
h = type("Q", (), {})
i = gc.get_count()[0]
print('h = type("Q", (), {})', i, gc.get_count()[0])
gc.collect()
sys.getrefcount(1)
i = gc.get_count()[0]
print('sys.getrefcount(1)', i, gc.get_count()[0])
gc.collect()
sys.getsizeof([])
i = gc.get_count()[0]
print('sys.getsizeof([])', i, gc.get_count()[0])
gc.collect()
sum([1, 2])
i = gc.get_count()[0]
print('sum([1, 2])', i, gc.get_count()[0])
gc.collect()
min(1, 2)
i = gc.get_count()[0]
print('min(1, 2)', i, gc.get_count()[0])
gc.collect()
max([1, 2])
i = gc.get_count()[0]
print('max([1, 2])', i, gc.get_count()[0])
gc.collect()
any([1])
i = gc.get_count()[0]
print('any([1])', i, gc.get_count()[0])
gc.collect()
iter([])
i = gc.get_count()[0]
print('iter([])', i, gc.get_count()[0])
gc.collect()
for i in [1, 2]: pass
i = gc.get_count()[0]
print('for i in [1, 2]: pass', i, gc.get_count()[0])
gc.collect()
for i in range(3): pass
i = gc.get_count()[0]
print('for i in range(3): pass', i, gc.get_count()[0])
gc.collect()
for i in {1: 2}.items(): pass
i = gc.get_count()[0]
print('for i in {1: 2}.items(): pass', i, gc.get_count()[0])
gc.collect()
a, *b = 1, 2
i = gc.get_count()[0]
print('a, *b = 1, 2', i, gc.get_count()[0])
gc.collect()
def q(v=1): pass
i = gc.get_count()[0]
print('def q(v=1): pass', i, gc.get_count()[0])
gc.collect()
def q(v=1, *, w=2): return lambda: v
i = gc.get_count()[0]
print('def q(v=1, *, w=2): return lambda: v', i, gc.get_count()[0])
gc.collect()
id(1)
i = gc.get_count()[0]
print('id(1)', i, gc.get_count()[0])
gc.collect()
hash("a")
i = gc.get_count()[0]
print('hash("a")', i, gc.get_count()[0])
gc.collect()
gc.is_tracked(1)
i = gc.get_count()[0]
print('gc.is_tracked(1)', i, gc.get_count()[0])
gc.collect()
setattr(P, "z", 1)
i = gc.get_count()[0]
print('setattr(P, "z", 1)', i, gc.get_count()[0])
gc.collect()
P.z
i = gc.get_count()[0]
print('P.z', i, gc.get_count()[0])
gc.collect()
vars(P)
i = gc.get_count()[0]
print('vars(P)', i, gc.get_count()[0])
gc.collect()
f"{h!r:>5}"
i = gc.get_count()[0]
print('f"{h!r:>5}"', i, gc.get_count()[0])
gc.collect()
"{}".format(1)
i = gc.get_count()[0]
print('"{}".format(1)', i, gc.get_count()[0])
gc.collect()
dict.fromkeys([1])
i = gc.get_count()[0]
print('dict.fromkeys([1])', i, gc.get_count()[0])
gc.collect()
{**{1: 2}}
i = gc.get_count()[0]
print('{**{1: 2}}', i, gc.get_count()[0])
gc.collect()
[*()]
i = gc.get_count()[0]
print('[*()]', i, gc.get_count()[0])
gc.collect()
k(**{})
i = gc.get_count()[0]
print('k(**{})', i, gc.get_count()[0])
gc.collect()
pass
i = gc.get_count()[0]
print('pass', i, gc.get_count()[0])
gc.collect()
assert True
i = gc.get_count()[0]
print('assert True', i, gc.get_count()[0])
gc.collect()
del h; h = 0
i = gc.get_count()[0]
print('del h; h = 0', i, gc.get_count()[0])
gc.collect()
import sys as q
i = gc.get_count()[0]
print('import sys as q', i, gc.get_count()[0])
gc.collect()
chr(5)
i = gc.get_count()[0]
print('chr(5)', i, gc.get_count()[0])
gc.collect()
ord("a")
i = gc.get_count()[0]
print('ord("a")', i, gc.get_count()[0])
gc.collect()
divmod(7, 2)
i = gc.get_count()[0]
print('divmod(7, 2)', i, gc.get_count()[0])
gc.collect()
pow(2, 3)
i = gc.get_count()[0]
print('pow(2, 3)', i, gc.get_count()[0])
gc.collect()
abs(-1)
i = gc.get_count()[0]
print('abs(-1)', i, gc.get_count()[0])
gc.collect()
round(1.5)
i = gc.get_count()[0]
print('round(1.5)', i, gc.get_count()[0])
gc.collect()
bool([])
i = gc.get_count()[0]
print('bool([])', i, gc.get_count()[0])
gc.collect()
float("1")
i = gc.get_count()[0]
print('float("1")', i, gc.get_count()[0])
gc.collect()
repr(1.5)
i = gc.get_count()[0]
print('repr(1.5)', i, gc.get_count()[0])
gc.collect()
bytes(3)
i = gc.get_count()[0]
print('bytes(3)', i, gc.get_count()[0])
gc.collect()
frozenset([1])
i = gc.get_count()[0]
print('frozenset([1])', i, gc.get_count()[0])
gc.collect()
reversed([1])
i = gc.get_count()[0]
print('reversed([1])', i, gc.get_count()[0])
gc.collect()
next(iter([1]))
i = gc.get_count()[0]
print('next(iter([1]))', i, gc.get_count()[0])
gc.collect()
callable(1)
i = gc.get_count()[0]
print('callable(1)', i, gc.get_count()[0])
gc.collect()
object()
i = gc.get_count()[0]
print('object()', i, gc.get_count()[0])
gc.collect()
slice(1)
i = gc.get_count()[0]
print('slice(1)', i, gc.get_count()[0])
gc.collect()
property()
i = gc.get_count()[0]
print('property()', i, gc.get_count()[0])
gc.collect()
staticmethod(f)
i = gc.get_count()[0]
print('staticmethod(f)', i, gc.get_count()[0])
gc.collect()
f.__name__
i = gc.get_count()[0]
print('f.__name__', i, gc.get_count()[0])
gc.collect()
f.__code__
i = gc.get_count()[0]
print('f.__code__', i, gc.get_count()[0])
gc.collect()
f.__dict__
i = gc.get_count()[0]
print('f.__dict__', i, gc.get_count()[0])
gc.collect()
globals()
i = gc.get_count()[0]
print('globals()', i, gc.get_count()[0])
gc.collect()
"a" in "abc"
i = gc.get_count()[0]
print('"a" in "abc"', i, gc.get_count()[0])
gc.collect()
{1, 2} | {3}
i = gc.get_count()[0]
print('{1, 2} | {3}', i, gc.get_count()[0])
gc.collect()
{1: 2}.copy()
i = gc.get_count()[0]
print('{1: 2}.copy()', i, gc.get_count()[0])
gc.collect()
[1].copy()
i = gc.get_count()[0]
print('[1].copy()', i, gc.get_count()[0])
gc.collect()
[1].index(1)
i = gc.get_count()[0]
print('[1].index(1)', i, gc.get_count()[0])
gc.collect()
[1].pop()
i = gc.get_count()[0]
print('[1].pop()', i, gc.get_count()[0])
gc.collect()
{1: 2}.pop(1)
i = gc.get_count()[0]
print('{1: 2}.pop(1)', i, gc.get_count()[0])
gc.collect()
{1: 2}.popitem()
i = gc.get_count()[0]
print('{1: 2}.popitem()', i, gc.get_count()[0])
gc.collect()
{1: 2}.setdefault(3, 4)
i = gc.get_count()[0]
print('{1: 2}.setdefault(3, 4)', i, gc.get_count()[0])
gc.collect()
{1}.pop()
i = gc.get_count()[0]
print('{1}.pop()', i, gc.get_count()[0])
gc.collect()
hasattr(1, "x")
i = gc.get_count()[0]
print('hasattr(1, "x")', i, gc.get_count()[0])
gc.collect()
delattr(P, "z")
i = gc.get_count()[0]
print('delattr(P, "z")', i, gc.get_count()[0])
