import sys, weakref, gc
class A:
    def m(self): return 1
a = A(); r = weakref.ref(a); print(r() is a, r == weakref.ref(a), r is weakref.ref(a), weakref.getweakrefcount(a), len(weakref.getweakrefs(a)), hash(r) == hash(a))
p = weakref.proxy(a); print(p.m(), type(p).__name__, weakref.getweakrefcount(a)); p.z = 3; print(a.z)
print(repr(r).split(" at ")[0], str(p).split(" at ")[0])
del a
print(r(), repr(r).split(";")[1], weakref.getweakrefcount(r))
try: p.m()
except ReferenceError as e: print(e)
for o in (1, "s", (), [], {}, None, object(), 1.5):
    try: weakref.ref(o); print("ok", type(o).__name__)
    except TypeError as e: print(e)
for o in (set(), frozenset(), A, A(), len, lambda: 0, (i for i in ()), type, gc, Exception(), A().m, memoryview(b'')):
    try: weakref.ref(o); print("ok", type(o).__name__)
    except TypeError as e: print(e)
m = weakref.WeakMethod(A().m); print(m())
x = A(); m = weakref.WeakMethod(x.m); print(m()()); del x; print(m())
d = weakref.WeakValueDictionary(); k = A(); d["k"] = k; d["tmp"] = A(); print(list(d), len(d), "k" in d, d.get("zz"), sys.getrefcount(k)); del k; print(list(d.items()))
d = weakref.WeakKeyDictionary(); k = A(); d[k] = 1; d[A()] = 2; print(len(d), d[k]); del k; print(len(d))
s = weakref.WeakSet(); k = A(); s.add(k); s.add(A()); print(len(s), k in s); del k; print(len(s))
f = weakref.finalize(A(), print, "bye", 1, end="!\n"); print(f.alive, f.peek(), f())
z = A(); f = weakref.finalize(z, lambda: print("fin z")); print(f.alive, f.peek()[2:]); print(f()); print(f.alive, f())
z = A(); f = weakref.finalize(z, print, "detached"); f.detach(); del z
class Slot: __slots__ = ("x",)
try: weakref.ref(Slot())
except TypeError as e: print(e)
class SlotW: __slots__ = ("x", "__weakref__")
w = SlotW(); print(weakref.ref(w)() is w, sys.getsizeof(w), sys.getsizeof(Slot()))
class L(list): pass
class I(int): pass
class T(tuple): pass
class St(str): pass
print(weakref.ref(L()) is not None)
for c in (I, T, St):
    try: o = c(); print(weakref.ref(o)() is o)
    except TypeError as e: print(e)
class R(weakref.ref):
    def __init__(self, o, cb=None): super().__init__(o, cb); self.tag = "t"
    def __new__(cls, o, cb=None): return super().__new__(cls, o, cb)
q = A(); r1 = R(q); r2 = weakref.ref(q); print(r1 == r2, r1 is r2, r1.tag, weakref.getweakrefcount(q), sys.getsizeof(r1), sys.getsizeof(r2))
order = []
q2 = A(); refs = [weakref.ref(q2, lambda _, i=i: order.append(i)) for i in range(5)]; del q2; print(order)
# cache
class Img:
    cache = weakref.WeakValueDictionary()
    def __new__(cls, n):
        o = cls.cache.get(n)
        if o is None: o = super().__new__(cls); o.n = n; cls.cache[n] = o
        return o
i1 = Img("a"); i2 = Img("a"); print(i1 is i2, len(Img.cache)); del i1; print(len(Img.cache)); del i2; print(len(Img.cache))
# observers
class Subject:
    def __init__(self): self.obs = weakref.WeakSet()
    def fire(self): return sorted(o.n for o in self.obs)
class Obs:
    def __init__(self, n, s): self.n = n; s.obs.add(self)
s = Subject(); o1, o2 = Obs(1, s), Obs(2, s); print(s.fire()); del o1; print(s.fire())
print(weakref.ref(A())(), bool(weakref.ref(A)), weakref.ref(A)().__name__, weakref.ReferenceType is weakref.ref)

# class features & memory
import sys, gc
class Base:
    count = 0
    __slots__ = ()
    def __init_subclass__(cls, tag=None, **k): super().__init_subclass__(**k); cls.tag = tag; Base.count += 1
class One(Base, tag="one"):
    __slots__ = ("a",)
    def __init__(self): self.a = 1
class Two(One, tag="two"):
    def __init__(self): super().__init__(); self.b = 2
print(Base.count, One.tag, Two.tag, sys.getsizeof(One()), sys.getsizeof(Two()), hasattr(One(), "__dict__"), Two().__dict__, Two.__mro__[1:3])
class Desc:
    def __set_name__(self, owner, name): self.name = "_" + name; print("set_name", owner.__name__, name)
    def __get__(self, o, t=None): return self if o is None else o.__dict__.get(self.name, "unset")
    def __set__(self, o, v): o.__dict__[self.name] = v
    def __delete__(self, o): del o.__dict__[self.name]
class H:
    f = Desc(); g = Desc()
h = H(); print(h.f); h.f = 3; print(h.f, h.__dict__); del h.f; print(h.f, type(H.f).__name__, vars(h))
class P:
    def __init__(self): self._v = 0
    @property
    def v(self): "doc of v"; return self._v
    @v.setter
    def v(self, n):
        if n < 0: raise ValueError("negative")
        self._v = n
    @v.deleter
    def v(self): self._v = None
p = P(); p.v = 4; print(p.v, P.v.__doc__); del p.v; print(p.v)
try: p.v = -1
except ValueError as e: print(e)
class G:
    def __getattr__(self, n): 
        if n.startswith("x"): return n * 2
        raise AttributeError(n)
    def __setattr__(self, n, v): super().__setattr__(n.upper(), v)
    def __delattr__(self, n): print("del", n); super().__delattr__(n)
g = G(); g.foo = 1; print(g.xy, g.FOO, g.__dict__); del g.FOO; print(hasattr(g, "zz"))
class C:
    def __call__(self, *a, **k): return a, k
    def __getitem__(self, k): return k
    def __contains__(self, x): return x == 1
    def __bool__(self): return False
    def __len__(self): return 5
    def __format__(self, s): return "fmt:" + s
    def __index__(self): return 2
    def __add__(self, o): return "add"
    def __radd__(self, o): return "radd"
    def __iadd__(self, o): return "iadd"
    def __neg__(self): return "neg"
    def __eq__(self, o): return True
    def __ne__(self, o): return False
    def __matmul__(self, o): return "mm"
    def __divmod__(self, o): return "dm"
    def __round__(self, n=None): return ("round", n)
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __abs__(self): return "abs"
    def __str__(self): return "str"
    def __bytes__(self): return b"b"
    def __dir__(self): return ["b", "a"]
    def __missing__(self, k): return "m"
    __hash__ = None
c = C(); print(c(1, x=2), c[1:2, ...], 1 in c, 2 in c, bool(c), len(c), f"{c:abc}", [10,20,30][c], c+1, 1+c, -c, c == 5, c != 5, c @ 1, divmod(c, 1), round(c), round(c, 2), int(c), float(c), abs(c), str(c), bytes(c), dir(c), hex(c))
c += 1; print(c)
try: hash(C())
except TypeError as e: print(e)
class E1(Exception):
    def __init__(self, code): super().__init__("code %d" % code); self.code = code
try: raise E1(5)
except E1 as e: print(e, e.code, e.args, repr(e))
class MyD(dict):
    def __missing__(self, k): v = self[k] = k * 2; return v
d = MyD(); print(d[2], d, d.get(3), sys.getsizeof(d))
class Abs:
    def __new__(cls, *a, **k): o = object.__new__(cls); print("new", a, k); return o
    def __init__(self, *a, **k): print("init", a, k)
Abs(1, b=2)
import abc
class I(abc.ABC):
    @abc.abstractmethod
    def m(self): ...
try: I()
except TypeError as e: print(e)
class J(I):
    def m(self): return super().m()
print(J().m(), isinstance(J(), I), issubclass(J, I))
X = type("X", (), {"a": 1, "__slots__": ("q",), "f": lambda self: self.a}); print(X().f(), X.__name__, sys.getsizeof(X()))
print(One.__dict__["a"].__name__, type(One.__dict__["a"]).__name__, [k for k in One.__dict__ if not k.startswith("__")])
class Mix1: 
    def who(self): return "1" 
class Mix2:
    def who(self): return "2" + super().who() if hasattr(super(), "who") else "2"
class Both(Mix2, Mix1): pass
print(Both().who(), [k.__name__ for k in Both.__mro__])
try:
    class Bad(Mix1, Both): pass
except TypeError as e: print(str(e).split("\n")[0])
class Q:
    x: int = 3
    y: "str"
print(Q.__annotations__ if sys.version_info < (3, 14) else {"x": int, "y": "str"}, Q.x)
o = object.__new__(Two); print(o.__dict__); o.__class__ = Two; print(type(o).__name__)
try: o.__class__ = int
except TypeError as e: print(e)
def add(self): return self.b
Two.add = add; t = Two(); print(t.add(), Two.add.__name__); t.add = lambda: 9; print(t.add(), sorted(t.__dict__)); del Two.add, t.add
print(isinstance(True, int), issubclass(bool, (str, int)), type(type) is type, callable(Two), Two.__module__, Two.__qualname__, Two.__bases__, One.__base__, id(t) == id(t))
def f(): pass
for s in ("'%d'%'a'", "'%x'%'a'", "'%x'%1.5", "'%f'%'a'", "'%c'%'ab'", "zip(1)", "[*1]", "(*1,)", "{*1}", "f(*1)", "f(**1)", "{**1}", "'%s %s'%1", "'%s'%()", "'%s'%(1,2)", "'%d %s'%(1,)", "f(*[1],**1)", "'%z'%1", "'%'%1", "list(map(1))", "zip([], 2)", "dict(1)", "set(1)", "max(1)", "sum(1)", "a, b = 1"):
    try: exec(s)
    except Exception as e: print(s, type(e).__name__, e)
