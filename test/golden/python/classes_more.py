import gc, sys, weakref
class Meta(type):
    def __new__(m, n, b, d): c = super().__new__(m, n, b, d); c.tag = n.lower(); return c
    def __call__(cls, *a): o = super().__call__(*a); return o
class A(metaclass=Meta):
    count = 0
    def __init__(self, x=0): self.x = x; type(self).count += 1
    def __eq__(self, o): return isinstance(o, A) and self.x == o.x
    def __hash__(self): return hash(self.x)
    def __repr__(self): return f'{type(self).__name__}({self.x})'
    def __lt__(self, o): return self.x < o.x
    def __add__(self, o): return A(self.x + (o.x if isinstance(o, A) else o))
    __radd__ = __add__
    def __call__(self, *a, **k): return a, k
    def __getattr__(self, n):
        if n.startswith('dyn_'): return n[4:]
        raise AttributeError(n)
    def __contains__(self, v): return v == self.x
    def __bool__(self): return self.x > 0
    def __enter__(self): return self
    def __exit__(self, *e): return False
    def __len__(self): return self.x
    def __index__(self): return self.x
    def __format__(self, s): return f'<{self.x}:{s}>'
class B(A):
    def __init__(self, x, y): super().__init__(x); self.y = y
    @property
    def total(self): return self.x + self.y
    @total.setter
    def total(self, v): self.x = v - self.y
    @staticmethod
    def st(a): return a * 2
    @classmethod
    def cm(cls, a): return cls(a, a)
print(A.tag, B.tag, A(1) == A(1), len({A(1), A(1), A(2)}), sorted([A(3), A(1)]), A(1) + A(2), 5 + A(1), sum([A(1), A(2)]), A(4)(1, k=2), A(1).dyn_foo, 3 in A(3), bool(A(0)), len(A(7)), [10, 20, 30][A(1)], f'{A(5):>3}', format(A(2), 'q'))
b = B(1, 2); print(b.total); b.total = 10; print(b, b.x, B.st(3), B.cm(4), B.__mro__, B.count, A.count, isinstance(b, A), issubclass(B, A), b.__dict__, vars(b) is b.__dict__, hasattr(b, 'zz'), getattr(b, 'zz', 1), type(b), b.__class__.__name__, B.__bases__, B.__qualname__, B.__module__)
try: A(1).nope
except AttributeError as e: print(e)
class Desc:
    def __set_name__(self, o, n): self.n = '_' + n
    def __get__(self, o, t=None): return self if o is None else getattr(o, self.n, None)
    def __set__(self, o, v): setattr(o, self.n, v * 2)
    def __delete__(self, o): delattr(o, self.n)
class D: f = Desc(); g = Desc()
d = D(); d.f = 5; print(d.f, d.__dict__, D.f.n); del d.f; print(d.f)
class S: __slots__ = ('a', 'b'); 
class S2(S): __slots__ = ('c',)
s = S2(); s.a = 1; s.c = 3; print(s.a, s.c, sys.getsizeof(s), sys.getsizeof(S()), hasattr(s, '__dict__'), S2.__slots__, S.a)
try: s.b
except AttributeError as e: print(e)
class It:
    def __init__(s, n): s.n = n
    def __iter__(s): s.i = 0; return s
    def __next__(s):
        s.i += 1
        if s.i > s.n: raise StopIteration
        return s.i
print(list(It(3)), sum(It(4)), [*It(2)], dict(zip(It(2), 'ab')), max(It(3)), 2 in It(3), tuple(It(2)), set(It(2)))
class G:
    def __getitem__(s, i):
        if isinstance(i, slice): return ('slice', i.start, i.stop, i.step)
        if i > 2: raise IndexError(i)
        return i * 10
    def __setitem__(s, i, v): print('set', i, v)
    def __delitem__(s, i): print('del', i)
g = G(); print(list(g), g[1:2], g[::3], 20 in g); g[0] = 1; del g['k']; g[1:2] = 'x'
class P:
    instances = weakref.WeakSet()
    def __new__(cls, *a): o = super().__new__(cls); cls.instances.add(o); return o
p1, p2 = P(), P(); print(len(P.instances)); del p1; print(len(P.instances))
class Sing:
    _i = None
    def __new__(cls):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
print(Sing() is Sing())
class Base:
    subs = []
    def __init_subclass__(cls, tag=None, **k): super().__init_subclass__(**k); Base.subs.append((cls.__name__, tag))
class Sub1(Base, tag='t'): pass
class Sub2(Base): pass
print(Base.subs, [c.__name__ for c in Base.__subclasses__()])
def deco(f):
    def w(*a, **k): print('before'); r = f(*a, **k); print('after'); return r
    return w
@deco
def hello(n='w', *, p='!'): return n + p
print(hello('x', p='?'), hello.__name__)
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
c1, c2 = counter(), counter(); print(c1(), c1(), c2(), c1.__closure__[0].cell_contents)
fs = [lambda i=i: i for i in range(3)]; print([f() for f in fs]); fs = [lambda: i for i in range(3)]; print([f() for f in fs])
def fib():
    a, b = 0, 1
    while True: yield a; a, b = b, a + b
import itertools
print(list(itertools.islice(fib(), 10)))
def tree(n): 
    if n: yield from tree(n - 1); yield n; yield from tree(n - 1)
print(list(tree(3)))
x = 10
def sc():
    global x
    x += 1
    return x
print(sc(), x)
print([i for i in range(10) if i % 2], {i: i * i for i in range(3)}, {i % 3 for i in range(5)}, [[j for j in range(i)] for i in range(3)], [(a, b) for a in 'ab' for b in (1, 2)])
a, (b_, *c), d_ = 1, (2, 3, 4), 5; print(a, b_, c, d_); a, b_ = b_, a; print(a, b_); i = j = []; i.append(1); print(j); (q,) = [1]; print(q)
if (n := 5) > 3: print(n)
for i in range(3):
    if i == 5: break
else: print('no break')
while True:
    try: break
    finally: print('fin')
def tf():
    try: return 'try'
    finally: print('cleanup')
print(tf())
def multi(*args, a=1, **kw): return args, a, kw
print(multi(1, 2, a=3, b=4), multi(*[1], **{'z': 1}))
del d; gc.collect(); print(type(None), type(...), type(NotImplemented), None is None, ... is Ellipsis)
