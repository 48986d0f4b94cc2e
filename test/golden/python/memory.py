import gc, sys, weakref
gc.disable(); gc.collect()
log = []
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f():
    a = N("a"); b = N("b")
    a.o = b
    print(sys.getrefcount(a), sys.getrefcount(b))
f()
x = N("x"); y = N("y"); x.y = y; y.x = x
del x, y
print("collect", gc.collect())
def raiser():
    z = N("z")
    raise ValueError("v")
try: raiser()
except ValueError as e: print("caught", e)
print("after")
err = None
try: raiser()
except ValueError as e: err = e
print("kept", sys.getrefcount(err))
err = None
print("dropped")
def gen():
    q = N("q")
    yield 1
    yield 2
g = gen(); next(g)
del g
print("gen gone")
g = gen(); next(g); l = [g]; l.append(l); del g, l
print(gc.collect())
class W: pass
w = W()
r = weakref.ref(w, lambda r: print("cb", r() is None))
p = weakref.proxy(w)
w.attr = 5
print(p.attr, weakref.getweakrefcount(w), r() is w)
del w
try: p.attr
except ReferenceError as e: print(e)
d = weakref.WeakValueDictionary()
o = W(); d["k"] = o; print(len(d), "k" in d); del o; print(len(d))
s = weakref.WeakSet(); o = W(); s.add(o); print(len(s)); del o; print(len(s))
fin = weakref.finalize(W(), print, "finalized", 1)
print(fin.alive)
o = W(); fin = weakref.finalize(o, print, "fin2"); print(fin.alive); del o; print(fin.alive)
class L(list): pass
l = L(); l.append(l); wl = weakref.ref(l); del l; print(gc.collect(), wl())
class Res:
    saved = []
    def __del__(self): Res.saved.append(self)
r1 = Res(); del r1; print(len(Res.saved)); Res.saved.clear(); print("end res")
print(gc.get_threshold(), gc.isenabled(), gc.get_debug())
a = [1, 2]; t = (a, a); print(len(gc.get_referents(t)), gc.get_referrers(a)[0] is not None, gc.is_tracked(t))
class C:
    __slots__ = ("v", "__weakref__")
c = C(); c.v = N("slot"); c = None
lst = [N(i) for i in range(3)]
lst[1] = None
lst = None
dd = {i: N(i) for i in range(3)}
dd.pop(1); del dd[0]; dd.clear()
print("dict done")
st = {N("s1")}; st.clear()
def chain(n):
    m = N(n)
    if n: chain(n - 1)
    print("leave", n)
chain(2)
with_t = (N("t1"), N("t2")); with_t = None
k = N("k"); k.__dict__["self"] = k; del k; print(gc.collect())
class Deep:
    def __init__(self, n): self.c = Deep(n - 1) if n else None
    def __del__(self): pass
dp = Deep(50); del dp
print(sys.getsizeof(N), sys.getsizeof([]), sys.getsizeof(lambda: 0), sys.getsizeof(gen), sys.getsizeof(gen()), sys.getsizeof(W()), sys.getsizeof(W().__dict__), sys.getsizeof(range(5)), sys.getsizeof(iter([])), sys.getsizeof(ValueError("x")), sys.getsizeof(C()), sys.getsizeof(print), sys.getsizeof([].append), sys.getsizeof(enumerate([])), sys.getsizeof(zip()), sys.getsizeof({}.keys()), sys.getsizeof(property()), sys.getsizeof("é"), sys.getsizeof("日本"), sys.getsizeof(b"x" * 10), sys.getsizeof(2 ** 100), sys.getsizeof(sys), sys.getsizeof(type), sys.getsizeof(int))
print("end")
