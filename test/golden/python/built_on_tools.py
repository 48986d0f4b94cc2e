# Classes built on iterators, descriptors, modules and views: they keep their class and what is put on them.
import collections, functools, itertools, sys, types
class E(enumerate): x = 1
e = E('abc'); e.more = 2; print(type(e) is E, list(e), e.x, e.more)
for base, args in ((zip, ('ab', 'cd')), (map, (str, [1])), (filter, (None, [0, 1])), (reversed, ('ab',)), (itertools.chain, ([1], [2])), (itertools.count, (3,)), (itertools.repeat, (1, 2)),
                   (itertools.cycle, ('ab',)), (itertools.islice, ('abc', 2)), (itertools.takewhile, (bool, [1, 0])), (itertools.product, ('ab', 'c')), (itertools.permutations, ('ab',)),
                   (itertools.combinations, ('abc', 2)), (itertools.groupby, ('aab',)), (itertools.compress, ('ab', [0, 1])), (itertools.accumulate, ([1, 2],)), (itertools.zip_longest, ('a', 'bc')), (itertools.starmap, (max, [(1, 2)]))):
    cls = type('C', (base,), {})
    o = cls(*args); o.attribute = 1
    print(base.__name__, type(o).__name__, isinstance(o, base), len([each for each, _ in zip(o, range(3))]), o.attribute)
class C(itertools.chain): pass
print(type(C.from_iterable([[1]])).__name__, list(C.from_iterable([[1], [2]])))
class P(property): pass
class A:
    @P
    def x(self): return 5
    @x.setter
    def x(self, v): self.v = v
    @x.deleter
    def x(self): self.v = None
a = A(); a.x = 9; print(a.x, a.v, type(A.__dict__['x']).__name__, A.__dict__['x'].__get__(a))
del a.x; print(a.v)
A.__dict__['x'].__set__(a, 4); print(a.v); A.__dict__['x'].__delete__(a); print(a.v)
try: property(len).__set__(a, 1)
except AttributeError: print('no setter')
class SM(staticmethod): pass
class CM(classmethod): pass
class B:
    f = SM(lambda: 3)
    g = CM(lambda cls: cls.__name__)
print(B.f(), B().f(), B.g(), B().g())
class M(types.ModuleType):
    y = 2
m = M('m'); m.x = 1; print(m.x, m.y, m.__name__, 'x' in m.__dict__, isinstance(m, types.ModuleType))
def module_attribute(name):
    if name == 'lazy': return 'made'
    raise AttributeError(name)
m = types.ModuleType('m'); m.__getattr__ = module_attribute; print(m.lazy, hasattr(m, 'other'))
class Order(type):
    def mro(cls): return list(reversed(type.mro(cls)))
class Backwards(metaclass=Order): pass
print([c.__name__ for c in Backwards.__mro__])
print(list(enumerate('abc', sys.maxsize + 1)), list(enumerate('ab', sys.maxsize)), list(enumerate('ab', -3)))
class I:
    def __index__(self): return 4
print(list(enumerate('a', I())))
k = {1: 1}.keys()
print({2} | k, k | {2}, {1, 2} & k, {1, 2} - k, {1, 2} ^ k, [1, 5] | k, k - [1], {(1, 1), 3} - {1: 1}.items())
for f in (lambda: 1 | k, lambda: k | 1, lambda: k + 1):
    try: print(f())
    except TypeError as ex: print('TypeError', ex)
print(set.__rand__({1}, {1, 2}), set.__rsub__({1}, {1, 2}), list.__imul__([1], 2), list.__iadd__([1], (2,)), list.__rmul__([1], 2), (1,).__rmul__(2), 'a'.__rmul__(3))
v = memoryview(bytearray(b'abc'))
for f in (lambda: v[0:1, 0:2], lambda: v[0, 0], lambda: v[()], lambda: v.__setitem__((slice(0, 1), slice(0, 1)), 1)):
    try: f()
    except (TypeError, NotImplementedError) as ex: print(type(ex).__name__, ex)
print(str(memoryview(b'abc'), 'ascii'))
for f in (lambda: enumerate('abc', 3, 4), lambda: enumerate(1), lambda: reversed(), lambda: reversed([], 2), lambda: set([1], 2), lambda: set(x=1), lambda: frozenset(a=1), lambda: memoryview(b'a', 1)):
    try: f()
    except TypeError as ex: print('TypeError', ex)
frozenset([1]).__init__([1])
class F(frozenset):
    def __init__(self, a, x=1): self.x = x
print(F([1], x=4).x)
e = ImportError('m', name='n', path='p'); print(e.name, e.path, e.msg)
try: ImportError('m', foo=1)
except TypeError as x: print(x)
