"""What holds an argument while it is used, by the way of the call."""
import functools
import sys
a = object()
class C:
    def __call__(self, x): return sys.getrefcount(x)
    def m(self, x): return sys.getrefcount(x)
    def __init__(self, x=None): self.n = sys.getrefcount(x)
class K:
    def __call__(self, *args, **kw): return sys.getrefcount(args[0] if args else kw['x'])
c = C()
def g(x): return sys.getrefcount(x)
def h(*args, **kw): return sys.getrefcount(args[0] if args else kw['x'])
print('func', g(a), g(x=a), h(a), h(x=a))
print('call', c(a), c(x=a), K()(a), K()(x=a))
print('meth', c.m(a), c.m(x=a))
m = c.m
print('bound', m(a), m(x=a))
print('init', C(a).n, C(x=a).n)
print('spread', g(*(a,)), g(*[a]), g(**{'x': a}), c.m(*(a,)), c.m(**{'x': a}), c(*(a,)), c(**{'x': a}), h(*[a]), h(**{'x': a}))
p = functools.partial
print('partial', p(g, a)(), p(g, x=a)(), p(g)(a), p(g)(x=a))
print('partial2', p(h, a)(), p(h, x=a)(), p(h)(a), p(h)(x=a), p(h, y=1)(x=a), p(h, y=1)(a))
print('partial3', p(c.m, a)(), p(c.m, x=a)(), p(c, a)(), p(c, x=a)(), p(p(g), a)(), p(p(g), x=a)(), p(p(g, x=a))())
class D:
    @staticmethod
    def s(x): return sys.getrefcount(x)
    @classmethod
    def k(cls, x): return sys.getrefcount(x)
print('static', D.s(a), D.s(x=a), D.k(a), D.k(x=a))
print('map', list(map(g, [a])), [*map(c, [a])], len(sorted([a], key=g)), max([a], key=g) is a)
print(functools.reduce(lambda x, y: sys.getrefcount(y), [a, a]))
class M(type):
    def __call__(cls, x): return sys.getrefcount(x)
class E(metaclass=M): pass
print('meta', E(a), E(x=a))
@functools.lru_cache(maxsize=None)
def lru(x): return sys.getrefcount(x)
print('lru', lru(a), lru(x=a))
@functools.lru_cache(maxsize=0)
def lru0(x): return sys.getrefcount(x)
print('lru0', lru0(a), lru0(x=a))
