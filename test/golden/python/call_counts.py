import sys, gc
print(sys.getrefcount([]), sys.getrefcount(object()))
x = []; print(sys.getrefcount(x)); y = x; l = [x, x]; print(sys.getrefcount(x)); d = {'k': x}; t = (x,); print(sys.getrefcount(x)); del l; d.clear(); print(sys.getrefcount(x))
def f(a): return sys.getrefcount(a)
print(f(x), f([]), (lambda q: sys.getrefcount(q))(x))
def g(a, b=None):
    c = a
    return sys.getrefcount(a), sys.getrefcount(c)
print(g(x)); print(g(a=x)); print(g(*[x])); print(g(**{'a': x}))
class A:
    def m(self): return sys.getrefcount(self)
    @classmethod
    def c(cls): return sys.getrefcount(cls) > 1
    @staticmethod
    def s(o): return sys.getrefcount(o)
    @property
    def p(self): return sys.getrefcount(self)
a = A(); print(a.m(), A.m(a), a.s(a), A.s(a), a.p, a.c()); b = a.m; print(sys.getrefcount(a), b(), sys.getrefcount(b)); del b; print(sys.getrefcount(a))
for i in [x]: print(sys.getrefcount(i), sys.getrefcount(x))
[print(sys.getrefcount(q)) for q in [x]]
it = iter([x]); print(sys.getrefcount(x)); next(it); print(sys.getrefcount(x)); del it; print(sys.getrefcount(x))
def gen(v):
    yield sys.getrefcount(v)
    yield sys.getrefcount(v)
gg = gen(x); print(next(gg), sys.getrefcount(x)); gg.close(); print(sys.getrefcount(x)); del gg
def outer():
    z = []
    def inner(): return sys.getrefcount(z)
    return inner(), sys.getrefcount(z)
print(outer())
try: raise ValueError(x)
except ValueError as e: print(sys.getrefcount(x), sys.getrefcount(e), sys.getrefcount(e.args[0]))
print(sys.getrefcount(x))
import weakref
class W: pass
w = W(); r = weakref.ref(w); print(sys.getrefcount(w)); s = r(); print(sys.getrefcount(w)); del s; print(sys.getrefcount(w), sys.getrefcount(r))
s1 = 'hello world!'; s2 = ''.join(['a', 'b']); print(sys.getrefcount(s2))
n = 10**20; print(sys.getrefcount(n)); m = n + 1; print(sys.getrefcount(m)); k = m; print(sys.getrefcount(m))
p = [[]] * 3; print(sys.getrefcount(p[0])); q = [[] for _ in range(3)]; print(sys.getrefcount(q[0]))
def defaults(v=[]): return sys.getrefcount(v)
print(defaults(), defaults()); v = defaults.__defaults__[0]; print(sys.getrefcount(v))
u, *rest = [x, x, x]; print(sys.getrefcount(x), len(rest)); del u, rest; print(sys.getrefcount(x))
z1 = z2 = z3 = object(); print(sys.getrefcount(z1)); z2, z3 = z3, z2; print(sys.getrefcount(z1)); del z2; print(sys.getrefcount(z1))
st = {x.__len__}; print(sys.getrefcount(x)); st.clear(); print(sys.getrefcount(x))
