# functions
def f(a, b=2, *args, c, d=4, **kw): return (a, b, args, c, d, kw)
print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1, 2], **{'c': 3}))
try: f()
except TypeError as e: print(e)
try: f(1, 2, c=3, a=4)
except TypeError as e: print(e)
def g(a, b): pass
for call in (lambda: g(), lambda: g(1), lambda: g(1, 2, 3), lambda: g(1, c=2), lambda: g(1, 2, b=3)):
    try: call()
    except TypeError as e: print(e)
def pos(a, /, b, *, c): return a, b, c
print(pos(1, b=2, c=3))
try: pos(a=1, b=2, c=3)
except TypeError as e: print(e)
# closures
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
c = counter(); c(); print(c())
fs = [lambda i=i: i for i in range(3)]; print([x() for x in fs])
fs = [lambda: i for i in range(3)]; print([x() for x in fs])
# generators
def gen(n):
    try:
        for i in range(n):
            x = yield i
            if x: print("got", x)
    finally:
        print("closing")
    return "done"
g1 = gen(3); print(next(g1), g1.send("hi"), next(g1))
try: next(g1)
except StopIteration as e: print(e.value)
def outer():
    r = yield from gen(2)
    print("r", r)
    yield "end"
print(list(outer()))
g2 = gen(5); next(g2); g2.close(); del g2
print(sum(x * x for x in range(10) if x % 2), {k: v for k, v in zip("abc", range(3))}, {x % 3 for x in range(10)})
# classes
class Base:
    count = 0
    def __init__(self, x): self.x = x; Base.count += 1
    def __repr__(self): return f"{type(self).__name__}({self.x!r})"
    @property
    def double(self): return self.x * 2
    @double.setter
    def double(self, v): self.x = v // 2
    @classmethod
    def make(cls, *a): return cls(*a)
    @staticmethod
    def helper(): return "helper"
    def __eq__(self, o): return isinstance(o, Base) and self.x == o.x
    def __hash__(self): return hash(self.x)
    def __lt__(self, o): return self.x < o.x
    def __add__(self, o): return Base(self.x + (o.x if isinstance(o, Base) else o))
    __radd__ = __add__
    def __len__(self): return self.x
    def __getitem__(self, i):
        if i >= self.x: raise IndexError(i)
        return i
    def __contains__(self, v): return v == self.x
    def __call__(self, *a): return a
    def __bool__(self): return self.x > 0
    def __enter__(self): print("enter"); return self
    def __exit__(self, *a): print("exit", a[0]); return True
class Derived(Base):
    def __init__(self, x, y): super().__init__(x); self.y = y
    def __repr__(self): return super().__repr__() + f"+{self.y}"
d = Derived(3, 4); print(d, d.double, Derived.make(1, 2), Base.helper(), d.helper())
d.double = 10; print(d.x, d == Base(5), {Base(1): 2}[Base(1)], sorted([Base(3), Base(1)]), Base(1) + 2, 3 + Base(1))
print(list(Base(3)), 3 in Base(3), len(Base(4)), Base(2)(1, 2), bool(Base(0)), Base.count)
with d as q: raise ValueError("swallowed")
print("after", isinstance(d, Base), issubclass(Derived, Base), Derived.__mro__, Derived.__name__, d.__dict__)
class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass
print([k.__name__ for k in D.__mro__])
class Meta(type):
    def __new__(m, n, b, d, **k):
        print("meta", n, sorted(k)); return super().__new__(m, n, b, d)
    def __call__(cls, *a): print("call"); return super().__call__(*a)
class M(metaclass=Meta, opt=1): pass
M()
class Sub:
    def __init_subclass__(cls, **kw): print("subclass", cls.__name__, kw)
class S2(Sub, flag=True): pass
class Desc:
    def __get__(self, o, t): return "get" if o else "cls"
    def __set__(self, o, v): print("set", v)
    def __set_name__(self, o, n): print("name", n)
class HasDesc: z = Desc()
h = HasDesc(); h.z = 5; print(h.z, HasDesc.z)
class Slots:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
s = Slots(); print(s.a)
try: s.b
except AttributeError as e: print(e)
try: s.c = 1
except AttributeError as e: print(e)
class GA:
    def __getattr__(self, n): return n.upper()
print(GA().hello)
# exceptions
def t(n):
    try:
        if n == 0: return "ret"
        if n == 1: raise KeyError("k")
        if n == 2: raise ValueError
        return "ok"
    except KeyError as e: return f"caught {e!r}"
    except (ValueError, TypeError): return "vt"
    else: return "else"
    finally: print("fin", n)
print(t(0), t(1), t(2), t(3))
try:
    try: 1 / 0
    except ZeroDivisionError as e: raise RuntimeError("x") from e
except RuntimeError as e: print(repr(e.__cause__), e.__context__ is e.__cause__)
class MyErr(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
try: raise MyErr(1, 2)
except MyErr as e: print(e.args, e.b, str(e), repr(e))
for i in range(3):
    try:
        if i == 1: continue
        if i == 2: break
    finally: print("loop", i)
else: print("never")
i = 0
while i < 3: i += 1
else: print("while else")
a, *b, c = range(5); print(a, b, c)
(x, y), z = (1, 2), 3; print(x, y, z)
a = b = []; a.append(1); print(b)
x = 5; x += 2; x *= 3; x -= 1; x //= 4; x **= 2; x %= 7; print(x)
l = [1, 2, 3]; l += [4]; l *= 2; print(l, l[1:3], l[::-1], l[-2:], l[::2])
l[1:3] = [9, 9, 9]; del l[0], l[1:2]; print(l)
print(1 < 2 < 3, 1 < 3 < 2, 1 if [] else 2, not 0, 3 and 0 or 5, None is None, 1 in [1], 2 not in [1])
if (n := len("abc")) > 2: print(n)
print("%s %d %05.2f %x %r %%" % ("a", 3, 3.14159, 255, "q"), "{:>5}|{:<5}|{:^5}|{:+d}|{:,}|{:.3f}|{:#x}|{!r}".format("a", "b", "c", 5, 1234567, 2.5, 255, "z"))
w = 10; print(f"{3.14159:.2f} {w:>{w}} {w!r} {'x'*3} {w=} {1+1=}", f"{{}}")
print(10 ** 20, -7 // 2, -7 % 3, 7 / 2, 2 ** -1, 1 << 70, 0xff, 0b11, 1_000, 5 // 2.0, 1e100, 1e-5, 123456789.123, float("inf"), -0.0)
print(round(2.5), round(3.14159, 2), abs(-3), divmod(7, 3), pow(2, 10, 1000), max(1, 2), min([3, 1]), sum([1, 2], 10), sorted("bca", reverse=True))
print("a,b".split(","), " x ".strip(), "abc".upper(), "abc".find("c"), "-".join(["a", "b"]), "abc".replace("b", "z"), "abc"[::-1], "a" * 3, "abc".startswith("ab"), "x".zfill(3), "Hello World".title(), "abc".index("b"), "a b c".partition(" "))
print(list(map(str, [1, 2])), list(filter(None, [0, 1])), list(zip([1], [2])), list(enumerate("ab", 1)), list(reversed([1, 2])), any([0, 1]), all([]), list(range(5, 0, -2)))
print([1, 2] == [1, 2], (1, 2) < (1, 3), {1: 2} == {1: 2}, {1, 2} & {2}, {1} | {2}, {1, 2} - {1}, {1} ^ {2}, frozenset([1]))
d = {"a": 1}; d.update(b=2); d.setdefault("c", []).append(1); print(d, d.get("z"), d.pop("a"), list(d), list(d.items()), "b" in d, len(d), {**d, "e": 1})
print(type(1), type("") is str, int("12"), float("1.5"), str(1.0), bool([]), list("ab"), tuple([1]), set([1]), dict(a=1), bytes([65]), bytearray(b"a"), complex(1, 2), hex(255), chr(97), ord("a"), id(d) == id(d))
assert True, "no"
try: assert False, "msg"
except AssertionError as e: print("assert", e)
try: undefined_name
except NameError as e: print(e)
try: [].foo
except AttributeError as e: print(e)
try: {}["k"]
except KeyError as e: print(e)
try: [][1]
except IndexError as e: print(e)
try: "a" + 1
except TypeError as e: print(e)
try: 1 + "a"
except TypeError as e: print(e)
try: int("x")
except ValueError as e: print(e)
try: None.x
except AttributeError as e: print(e)
try: 5()
except TypeError as e: print(e)
try: len(5)
except TypeError as e: print(e)
try: [] < {}
except TypeError as e: print(e)
try: a, b = 1
except TypeError as e: print(e)
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: {[]: 1}
except TypeError as e: print(e)
def loc():
    try: print(zz)
    except UnboundLocalError as e: print(e)
    zz = 1
loc()
print(*[1, 2], sep="-", end="!\n")
import sys; print(sys.version_info[:2], sys.version_info >= (3, 8))
global_x = 1
def setg():
    global global_x
    global_x = 2
setg(); print(global_x)
print(__name__, [].__class__, (1).__class__.__name__, "".join.__name__)
lst = [3, 1, 2]; lst.sort(key=lambda v: -v); print(lst, lst.index(1), lst.count(1)); lst.reverse(); lst.insert(1, 7); lst.extend((8, 9)); print(lst.pop(), lst.pop(0), lst); lst.remove(7); lst.clear(); print(lst)
print(b"abc"[0], b"abc"[1:], b"a" + b"b", b"%d" % 3, "é".encode(), b"\xc3\xa9".decode(), bytes(3))
print("".join(reversed("abc")), "%-5s|" % "a", "a\tb".expandtabs(4), "abc".center(9, "*"), "aXbX".rsplit("X", 1), "l1\nl2".splitlines())
