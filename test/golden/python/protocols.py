# classes, protocols
import sys
class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        print('new', name, sorted(k for k in ns if not k.startswith('__')), kw)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print('call', cls.__name__); return super().__call__(*a, **k)
    def __len__(cls): return 77
    @property
    def tag(cls): return cls.__name__.lower()
class Base(metaclass=Meta, flag=1):
    def __init_subclass__(cls, **kw): print('sub', cls.__name__, kw); super().__init_subclass__()
    def __set_name__(self, owner, name): print('set_name', owner, name)
class D(Base): x = 1
d = D(); print(len(D), D.tag, D.__mro__, D.__qualname__, D.__module__)
class Desc:
    def __set_name__(self, o, n): self.n = n
    def __get__(self, i, o=None): return self if i is None else i.__dict__.get(self.n, 'unset')
    def __set__(self, i, v): i.__dict__[self.n] = v * 2
    def __delete__(self, i): del i.__dict__[self.n]
class H:
    a = Desc()
    def __getattr__(self, n):
        if n.startswith('dyn'): return n.upper()
        raise AttributeError(f'no {n}')
    def __setattr__(self, n, v): print('set', n, v); object.__setattr__(self, n, v)
    def __delattr__(self, n): print('del', n); object.__delattr__(self, n)
h = H(); print(h.a); h.a = 4; print(h.a, h.__dict__); del h.a; print(h.a, h.dynamic)
try: h.other
except AttributeError as e: print(e)
class V:
    __slots__ = ('x', 'y', '__weakref__')
    def __init__(s, x, y): s.x, s.y = x, y
    def __add__(s, o): return V(s.x+o.x, s.y+o.y) if isinstance(o, V) else NotImplemented
    def __radd__(s, o): return V(s.x+o, s.y+o)
    def __iadd__(s, o): s.x += 100; return s
    def __mul__(s, k): return V(s.x*k, s.y*k)
    __rmul__ = __mul__
    def __matmul__(s, o): return s.x*o.x + s.y*o.y
    def __neg__(s): return V(-s.x, -s.y)
    def __eq__(s, o): return isinstance(o, V) and (s.x, s.y) == (o.x, o.y)
    def __hash__(s): return hash((s.x, s.y))
    def __lt__(s, o): return (s.x, s.y) < (o.x, o.y)
    def __repr__(s): return f'V({s.x}, {s.y})'
    def __bool__(s): return bool(s.x or s.y)
    def __getitem__(s, i): return (s.x, s.y)[i]
    def __iter__(s): yield s.x; yield s.y
    def __contains__(s, v): return v in (s.x, s.y)
    def __call__(s, *a, **k): return a, k
    def __format__(s, spec): return f'<{spec}:{s.x}>'
    def __index__(s): return s.x
    def __int__(s): return s.x
    def __float__(s): return float(s.y)
    def __complex__(s): return complex(s.x, s.y)
    def __round__(s, n=None): return ('r', n)
    def __reversed__(s): return iter([s.y, s.x])
    def __len__(s): return 2
    def __enter__(s): print('enter'); return s
    def __exit__(s, *a): print('exit', a[0]); return True
a, b = V(1, 2), V(3, 4)
print(a+b, 5+a, a*3, 3*a, a@b, -a, a==V(1,2), a!=b, a<b, sorted([b,a]), max(a,b), bool(V(0,0)), a[0], a[-1], list(a), 2 in a, a(1,k=2), f'{a:spec}', [10,20,30][a], int(a), float(a), complex(a), round(a), round(a, 2), list(reversed(a)), len(a), hex(b), range(5)[a])
a += b; print(a)
with b as q: raise KeyError('gone')
try: a + 'x'
except TypeError as e: print(e)
try: a.z = 1
except AttributeError as e: print(e)
try: a < 5
except AttributeError as e: print(e)
try: {}[[]]
except TypeError as e: print(str(e).split('(')[0])
class P:
    def __init__(self): self._v = 0
    @property
    def v(self): "doc of v"; return self._v
    @v.setter
    def v(self, x):
        if x < 0: raise ValueError('negative')
        self._v = x
    @v.deleter
    def v(self): self._v = None
    @staticmethod
    def s(x): return x * 2
    @classmethod
    def c(cls, x): return cls.__name__, x
    def __class_getitem__(cls, item): return f'{cls.__name__}[{item}]'
p = P(); p.v = 5; print(p.v, P.v.__doc__, P.s(4), p.c(1), P['int']); del p.v; print(p.v)
try: p.v = -1
except ValueError as e: print(e)
class Q(P):
    @property
    def w(self): return 1
try: Q().w = 2
except AttributeError as e: print(e)
class A:
    def f(self): return ['A']
class B(A):
    def f(self): return ['B'] + super().f()
class C(A):
    def f(self): return ['C'] + super().f()
class E(B, C):
    def f(self): return ['E'] + super().f()
print(E().f(), [k.__name__ for k in E.__mro__], issubclass(E, A), isinstance(E(), (int, C)))
try:
    class Bad(A, E): pass
except TypeError as e: print(e)
try: class_ = type('X', (int, str), {})
except TypeError as e: print(e)
print(type('Dyn', (A,), {'n': 3})().n, type(A).__name__, A.__dict__['f'].__qualname__, vars(E()).__class__)
print(getattr(E, 'nope', 'default'), hasattr(E, 'f'), callable(E), callable(3), dir(V)[-3:])
for op in ('E() < 3', 'E()[0]', 'len(E())', 'E()()', 'iter(E())', '-E()', 'E().zz', 'E.zz', 'abs(E())', 'del E().q', 'E(1)', 'object(1)', 'int(E())', '1 in E()', 'E() @ 2'):
    try: exec(op)
    except Exception as e: print(op, '->', type(e).__name__, e)
