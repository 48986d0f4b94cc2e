import weakref, gc, sys
class O:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'O({self.n})'
o = O(1)
print(weakref.getweakrefcount(o), weakref.getweakrefs(o))
r1 = weakref.ref(o); r2 = weakref.ref(o); print(r1 is r2, r1 == r2, hash(r1) == hash(o))
def cb(r): print('cb')
r3 = weakref.ref(o, cb); r4 = weakref.ref(o, cb); print(weakref.getweakrefcount(o), r3 is r4)
p = weakref.proxy(o); print(p.n, weakref.getweakrefcount(o)); p.n = 5; print(o.n)
f = weakref.finalize(o, print, 'fin', 1, sep='-'); print(f.alive, f.peek()[1:], f.atexit)
del o
print(f.alive, r1(), r3())
try: p.n
except ReferenceError as e: print(e)
wd = weakref.WeakValueDictionary(); x = O(2); wd['a'] = x; y = O(3); wd['b'] = y
print(dict(wd), len(wd)); del x; print(sorted(wd), wd.get('a')); 
wk = weakref.WeakKeyDictionary(); wk[y] = 1; print(len(wk), list(wk.items())); del y; print(len(wk), len(wd))
ws = weakref.WeakSet(); z = [O(i) for i in range(3)]; ws.update(z); print(len(ws)); z.pop(); print(len(ws)); ws.discard(z[0]); print([o.n for o in ws])
class M:
    def m(self): return 'm'
m = M(); wm = weakref.WeakMethod(m.m); print(wm()()); print(weakref.ref(m.m)()); del m; print(wm())
for bad in (1, 'a', (), [], {}, None):
    try: weakref.ref(bad)
    except TypeError as e: print(e)
print(weakref.ref({1}.__class__)() is set, weakref.ref(frozenset())() is not None)
class Sl: __slots__ = ('a',)
try: weakref.ref(Sl())
except TypeError as e: print(e)
class Sw: __slots__ = ('a', '__weakref__')
s = Sw(); print(weakref.ref(s)() is s, sys.getsizeof(s), sys.getsizeof(Sl()))
print(repr(r1).split(' at ')[0], str(type(p)), weakref.ReferenceType, weakref.ProxyType)
f2 = weakref.finalize(s, lambda: print('exit fin'))
f3 = weakref.finalize(s, lambda: print('detached')); print(f3.detach() is not None, f3.alive)
print(f2())
print(f2())
class Cyc: pass
c = Cyc(); c.me = c; weakref.finalize(c, print, 'cyc collected'); del c; print('--'); gc.collect()
last = O(9); weakref.finalize(last, print, 'at exit')
