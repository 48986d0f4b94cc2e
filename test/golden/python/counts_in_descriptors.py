"""References while descriptors and other special methods run."""
import sys
r = sys.getrefcount
class Big: pass
class D:
    def __get__(self, o, t): print('get', r(self), r(o)); return 1
    def __set__(self, o, v): print('set', r(self), r(o), r(v))
    def __delete__(self, o): print('delete', r(self), r(o))
    def __set_name__(self, o, n): print('set_name', r(self), n)
class C:
    d = D()
    def __getattribute__(self, n): print('gab', n, r(self)); return object.__getattribute__(self, n)
class E:
    d = D()
    @property
    def p(self): print('p', r(self)); return 1
    @p.setter
    def p(self, v): print('pset', r(self), r(v))
    @p.deleter
    def p(self): print('pdel', r(self))
    @classmethod
    def cm(cls): print('cm'); return 1
    def __dir__(self): print('dir', r(self)); return []
    def __sizeof__(self): print('sizeof', r(self)); return 5
    def __reversed__(self): print('rev', r(self)); return iter([])
    def __round__(self, n=0): print('round', r(self)); return 5
    def __divmod__(self, o): print('divmod', r(self), r(o)); return 5
    def __pow__(self, o, m=None): print('pow', r(self), r(o)); return 5
    def __abs__(self): print('abs', r(self)); return 5
    def __int__(self): print('int', r(self)); return 5
    def __float__(self): print('float', r(self)); return 5.0
    def __missing__(self, k): pass
    def __instancecheck__(self, o): return True
class Dd(dict):
    def __missing__(self, k): print('missing', r(self), r(k)); return 1
def f():
    c = C(); e = E(); b = Big(); dd = Dd()
    c.d
    e.d; e.d = b; e.d = e; del e.d
    e.p; e.p = b; del e.p
    setattr(e, 'd', b); getattr(e, 'd'); delattr(e, 'd')
    setattr(e, 'p', b); getattr(e, 'p'); delattr(e, 'p')
    dir(e); sys.getsizeof(e); reversed(e); round(e); round(e, 2); divmod(e, b); pow(e, b); e ** b; abs(e); int(e); float(e)
    dd[b]
    hasattr(e, 'd')
f()
print('mod')
c = C(); e = E(); b = Big(); dd = Dd()
c.d
e.d; e.d = b; del e.d
e.p = b; del e.p
setattr(e, 'p', b)
e ** b
dd[b]
