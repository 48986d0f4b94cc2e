# How copy and pickle take objects apart: __reduce_ex__, __getstate__ and what copies are made of them.
import array, collections, copy, copyreg, functools, sys
class A:
    pass
a = A(); a.x = 1
print(a.__reduce_ex__(4)[1:], a.__reduce_ex__(2)[0] is copyreg.__newobj__)
class S:
    __slots__ = ('p', '__q')
    def __init__(s): s.p = 1; s.__q = [2]
s = copy.deepcopy(S()); print(s.p, s._S__q, S().__reduce_ex__(2)[2], copyreg._slotnames(S))
if sys.version_info >= (3, 11): print(a.__getstate__(), S().__getstate__(), [].__getstate__(), A().__getstate__())
for it in (iter([1]), iter((1, 2)), iter('ab'), iter(b'ab'), iter({1: 2}), iter({1: 2}.items()), iter({3}), iter(int, 3), reversed([1, 2])):
    print([part for part in it.__reduce__()[1:] if part != (int, 3)])
it = iter({1: 2, 3: 4}.items()); next(it); print(it.__reduce__()[1], list(it))
it = iter([1, 2, 3]); it.__setstate__(2); print(list(it), it.__reduce__()[1])
it = reversed([1, 2, 3]); it.__setstate__(0); print(list(it))
it = iter(range(5)); next(it); print(list(copy.copy(it)), list(copy.deepcopy(it)), list(it))
print(enumerate('a', 5).__reduce__()[1][1], {1}.__reduce__(), bytearray(b'ab').__reduce_ex__(3), bytearray(b'ab').__reduce_ex__(2))
print(range(3).__reduce__(), slice(1, 2).__reduce__(), (3 + 4j).__getnewargs__(), (1, 2).__getnewargs__(), b'x'.__getnewargs__(), (7).__getnewargs__())
print(ValueError(1).__reduce__(), len.__reduce__(), Ellipsis.__reduce__(), NotImplemented.__reduce__())
class L(list): pass
l = L([1, [2]]); l.z = 3; d = copy.deepcopy(l); print(d, type(d), d.z, d[1] is l[1])
class D(dict): pass
e = copy.copy(D(a=1)); print(e, type(e))
for v in (collections.deque([1, 2], 3), collections.defaultdict(list, {1: [2]}), collections.OrderedDict([(1, 2)]), collections.Counter('aab'),
          {1, 2}, frozenset([3]), bytearray(b'xy'), ValueError(1, 2), functools.partial(print, 1), array.array('i', [1]), range(5), slice(1, 2), 3 + 4j, (1, [2])):
    x = copy.copy(v); y = copy.deepcopy(v); print(type(v).__name__, x is v, x, y)
class N(tuple):
    def __new__(cls, *a): return tuple.__new__(cls, a)
    def __getnewargs__(self): return tuple(self)
print(copy.deepcopy(N(1, [2])))
class E(Exception):
    def __init__(self, a): super().__init__(a); self.b = 2
e = copy.copy(E(1)); print(e.b, e.args)
r = []; r.append(r); q = copy.deepcopy(r); print(q[0] is q)
class G:
    def __getstate__(self): return {'k': 1}
    def __setstate__(self, st): self.st = st
print(copy.copy(G()).st)
class X:
    def __init__(self, *a, **k): self.made = a, k
    def __new__(cls, *a, **k): return object.__new__(cls)
    def __getnewargs_ex__(self): return (1,), {'b': 2}
print(X().__reduce_ex__(4)[1][1:])
for bad in ((x for x in []), sys, memoryview(b'')):
    try: copy.copy(bad)
    except TypeError as ex: print('TypeError', str(ex).split(' ')[:2])
class K(int): pass
k = K(5); k.foo = 1; m = copy.deepcopy(k); print(m, type(m), m.foo)
class Dispatched: pass
copyreg.pickle(Dispatched, lambda o: (str, ('made',))); print(copy.copy(Dispatched()), copy.deepcopy([Dispatched()]))
x = array.array('i', [1, 2]); x += array.array('i', [3]); x *= 2
print(x, x.__reduce_ex__(4)[1], x.__reduce_ex__(2), array._array_reconstructor(array.array, 'h', 3, b'\x01\x00\xff\xff'), array._array_reconstructor(array.array, 'l', 9, b'\x00\x00\x00\x05'))
for args in ((1, 'b', 0, b''), (str, 'b', 0, b''), (array.array, 'x', 0, b''), (array.array, 'b', 99, b''), (array.array, 'b', 0, '')):
    try: array._array_reconstructor(*args)
    except (TypeError, ValueError) as ex: print(type(ex).__name__, ex)
constructor = toString = 3
print(constructor + toString)
