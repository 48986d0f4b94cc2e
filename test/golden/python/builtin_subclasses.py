import sys, gc, weakref
class T(tuple): pass
class T2(tuple): __slots__ = ()
class J(int): pass
class B(bytes): pass
class S(str): pass
class F(float): pass
class C(complex): pass
class D(dict): __slots__ = ('q',)
class L(list): __slots__ = ('q', '__weakref__')
class X(set): pass
class Z(frozenset): pass
class A(bytearray): pass
print([(sys.getsizeof(t(v)), gc.is_tracked(t(v))) for t, v in ((T, ()), (T, (1, 2)), (T2, ()), (T2, (1,)), (J, 0), (J, 5), (J, 2**70), (B, b''), (B, b'abc'), (S, ''), (S, 'abc'), (F, 1.0), (C, 1j), (D, {}), (L, []), (L, [1]), (X, [1]), (Z, [1]), (A, b'abc'))])
for t, v in ((T, (1,)), (J, 5), (B, b'ab'), (S, 'abc'), (F, 1.5), (C, 1j), (X, [1]), (Z, [1]), (A, b'abc')):
    o = t(v); o.extra = [1, 2]; print(t.__name__, o, o.extra, sys.getsizeof(o), sys.getsizeof(o.__dict__), repr(o), o == v if not isinstance(v, list) else '', hash(o) == hash(v) if t not in (X, A, Z) else '')
    try: w = weakref.ref(o); print(w() is o)
    except TypeError as e: print(e)
    o.me = o; del o; print(gc.collect() > 0)
print(J(5) + 1, type(J(5) + 1), J(5) * J(2), S('a') + 'b', type(S('a') + 'b'), T((1,)) + (2,), type(T((1,)) + (2,)), F(1.5) + 1, type(F(1.5) + 1), B(b'a') + b'b', C(1j) * 2, X([1]) | {2}, type(X([1]) | {2}), Z([1]) | {2}, -J(5), abs(J(-5)), S('Abc').lower(), type(S('abc').upper()), S('abc')[0:2], T((1, 2, 3))[1:], type(T((1, 2))[:]))
d = {J(1): 'a', S('x'): 'b', T((1, 2)): 'c', F(2.0): 'd'}; print(d[1], d['x'], d[(1, 2)], d[2])
class P(int):
    def __new__(cls, v, tag): o = super().__new__(cls, v); o.tag = tag; return o
    def __repr__(s): return 'P(%d, %s)' % (s, s.tag)
    def __add__(s, o): return P(int(s) + int(o), s.tag)
    __radd__ = __add__
print(P(3, 'k'), P(3, 'k') + 4, 4 + P(3, 'k'), sum([P(1, 'z'), P(2, 'y')]), [P(1, 'q')], sorted([P(3, 'a'), P(1, 'b')]))
class E(Exception):
    def __init__(s, *a, code=None): super().__init__(*a); s.code = code
    def __str__(s): return 'E<%s>' % s.code
try: raise E(1, code=5)
except E as e: print(e, e.args, repr(e), sys.getsizeof(e))
class V(ValueError): pass
try:
    try: raise V('in')
    except V: raise KeyError('out')
except KeyError as e: print(repr(e.__context__), e.__cause__, e)
