class A: __slots__ = ('a',)
class B: __slots__ = ('b',)
try:
    class C(A, B): pass
except TypeError as e: print(e)
try:
    class D(int, str): pass
except TypeError as e: print(e)
class M: pass
class E(M, dict): pass
class F(M, list): pass
class G(M, int): pass
class H(M, Exception): pass
import sys
print([sys.getsizeof(x) for x in (E(), F(), G(3), H())], [c.__base__.__name__ for c in (E, F, G, H)], [c.__bases__[0].__name__ for c in (E, F, G, H)])
class I(M, A): pass
class J(A, M): pass
print(sys.getsizeof(I()), sys.getsizeof(J()), I.__base__, J.__base__)
e = E(); e['a'] = 1; e.x = 2; print(e, e.x); g = G(5); g.q = 1; print(g + 1, g.q)
class K(list, M): pass
k = K([1]); k.a = 1; print(k, sys.getsizeof(k), K.__mro__)
