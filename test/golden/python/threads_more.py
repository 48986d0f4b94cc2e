import threading, time, gc, weakref, sys, os
class Pool:
    def __init__(self, n): self.free = [bytearray(1000) for _ in range(n)]; self.lock = threading.Lock()
    def __enter__(self):
        with self.lock: self.b = self.free.pop(); return self.b
    def __exit__(self, *a):
        with self.lock: self.free.append(self.b)
p = Pool(2)
with p as b: print(len(b), len(p.free))
print(len(p.free))
res = []
def worker(k, n):
    for i in range(n): res.append((k, i)); time.sleep(0)
ts = [threading.Thread(target=worker, args=(i, 3)) for i in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]; print(sorted(res) == sorted((i, j) for i in range(3) for j in range(3)), threading.active_count())
tl = threading.local(); tl.v = 1
out = []
def f(): tl.v = 2; out.append(tl.v)
t = threading.Thread(target=f); t.start(); t.join(); print(tl.v, out)
class Res:
    def __init__(s, n): s.n = n; print('open', n)
    def __enter__(s): return s
    def __exit__(s, *e): print('close', s.n, e[0].__name__ if e[0] else None); return s.n == 'swallow'
    def __del__(s): print('del', s.n)
with Res('a') as a, Res('b') as b: print(a.n, b.n)
del a, b
with Res('swallow'): raise ValueError
try:
    with Res('x'): raise KeyError('k')
except KeyError as e: print('caught', e)
def g():
    with Res('gen'):
        yield 1
        yield 2
x = g(); print(next(x)); x.close(); del x
def h(): r = Res('local'); raise RuntimeError('boom')
try: h()
except RuntimeError as e: tb = e.__traceback__; print(tb.tb_next.tb_frame.f_locals['r'].n); del tb
print('after'); gc.collect()
d = weakref.WeakValueDictionary()
class V:
    def __init__(s, n): s.n = n
for i in range(3): d[i] = V(i)
print(len(d)); keep = [V(9)]; d['k'] = keep[0]; print(sorted(map(str, d.keys())), d['k'].n); keep.clear(); print(len(d))
ev = threading.Event(); r = []
def wt(): r.append(ev.wait(5))
t = threading.Thread(target=wt); t.start(); time.sleep(0.01); ev.set(); t.join(); print(r)
c = threading.Condition(); items = []
def prod():
    for i in range(3):
        with c: items.append(i); c.notify()
def cons(o):
    for _ in range(3):
        with c:
            while not items: c.wait()
            o.append(items.pop(0))
o = []; t1 = threading.Thread(target=cons, args=(o,)); t2 = threading.Thread(target=prod); t1.start(); t2.start(); t1.join(); t2.join(); print(o)
bar = threading.Barrier(2); seq = []
def bb(k): bar.wait(); seq.append(k)
t1 = threading.Thread(target=bb, args=(1,)); t1.start(); bb(2); t1.join(); print(sorted(seq))
lk = threading.RLock(); print(lk.acquire(), lk.acquire(blocking=False)); lk.release(); lk.release()
try: lk.release()
except RuntimeError as e: print(e)
l2 = threading.Lock(); print(l2.acquire(timeout=0.1), l2.locked(), l2.acquire(timeout=0.01)); l2.release(); print(l2.locked())
def bad(): raise ValueError('in thread')
threading.excepthook = lambda a: print('hook', a.exc_type.__name__, a.exc_value)
t = threading.Thread(target=bad, name='T'); t.start(); t.join(); print(t.name, t.daemon, t.is_alive(), t.ident is not None)
def at(n): print('exit', n)
import atexit
atexit.register(at, 1); atexit.register(at, 2)
