import sys
# growth patterns
def grow(make, add, n):
    o = make(); last = None; out = []
    for i in range(n):
        s = sys.getsizeof(o)
        if s != last: out.append((i, s)); last = s
        add(o, i)
    return out
print(grow(list, list.append, 200))
print(grow(set, set.add, 200))
print(grow(dict, lambda d, i: d.__setitem__(i, i), 200))
print(grow(dict, lambda d, i: d.__setitem__(str(i), i), 200))
print(grow(bytearray, lambda b, i: b.append(i & 255), 200))
from collections import deque, OrderedDict, defaultdict, Counter
print(grow(deque, deque.append, 200))
print(grow(OrderedDict, lambda d, i: d.__setitem__(i, i), 100))
print(grow(Counter, lambda d, i: d.update([i]), 100))
print(grow(lambda: defaultdict(list), lambda d, i: d[i].append(i), 100))
from array import array
for code in "bBhHiIlLqQfd": print(code, grow(lambda: array(code), lambda a, i: a.append(1), 60))
# shrink
l = list(range(100)); out = []
while l:
    l.pop(); out.append(sys.getsizeof(l))
print(out)
s = set(range(100))
while s: s.pop()
print(sys.getsizeof(s)); s.add(1); print(sys.getsizeof(s)); s.clear(); print(sys.getsizeof(s))
d = dict.fromkeys(range(100))
for i in range(99): del d[i]
print(sys.getsizeof(d)); d[1000] = 1; print(sys.getsizeof(d)); print(sys.getsizeof(dict(d)), sys.getsizeof(d.copy()), sys.getsizeof({**d}))
print([sys.getsizeof("a"*n) for n in (0,1,2,7,8,9,100)], [sys.getsizeof("é"*n) for n in (1,2,9)], [sys.getsizeof("€"*n) for n in (1,2,9)], [sys.getsizeof("😀"*n) for n in (1,2,9)])
print([sys.getsizeof(2**k) for k in (0,29,30,31,59,60,61,89,90,1000)], [sys.getsizeof(-2**k) for k in (0,29,30,60)])
print([sys.getsizeof(x) for x in (0, True, None, 1.5, 1j, b'', b'abc', (), (1,2,3), [], [1], {}, set(), frozenset(), range(5), slice(1,2,3), object(), Ellipsis, NotImplemented)])
print([sys.getsizeof(tuple(range(n))) for n in range(6)])
print([sys.getsizeof([*range(n)]) for n in range(20)])
print([sys.getsizeof(list(range(n))) for n in range(20)])
print([sys.getsizeof([i for i in range(n)]) for n in range(20)])
print([sys.getsizeof(set(range(n))) for n in range(40)])
print([sys.getsizeof(frozenset(range(n))) for n in range(40)])
print([sys.getsizeof({i: i for i in range(n)}) for n in range(40)])
print([sys.getsizeof(dict(zip(range(n), range(n)))) for n in range(40)])
def f(a, b=1, *c, d, **e): pass
print(sys.getsizeof(f), sys.getsizeof(lambda: 0), sys.getsizeof(len), sys.getsizeof([].append), sys.getsizeof(property()), sys.getsizeof(staticmethod(f)))
class C: pass
class S: __slots__ = ('a', 'b')
class T(tuple): pass
class L(list): pass
class D(dict): pass
print(sys.getsizeof(C()), sys.getsizeof(S()), sys.getsizeof(T()), sys.getsizeof(L()), sys.getsizeof(D()), sys.getsizeof(C().__dict__))
c = C(); c.a = 1
print(sys.getsizeof(c), sys.getsizeof(c.__dict__)); c2 = C(); c2.a = 2; c2.b = 3; print(sys.getsizeof(c2.__dict__)); 
for i in range(40): setattr(c, f"x{i}", i)
print(sys.getsizeof(c.__dict__), sys.getsizeof(c))
print(sys.getsizeof((i for i in range(3))), sys.getsizeof(iter([])), sys.getsizeof(iter(())), sys.getsizeof(iter({})), sys.getsizeof(iter("")), sys.getsizeof(iter(set())), sys.getsizeof(zip()), sys.getsizeof(map(str, [])), sys.getsizeof(enumerate([])), sys.getsizeof(reversed([])), sys.getsizeof(iter(range(3))), sys.getsizeof(filter(None, [])))
import gc, sys, weakref
# del order of containers and frames
class D:
    def __init__(self, n, *k): self.n = n; self.k = k
    def __del__(self): print("~" + self.n, end=" ")
def nl(): print()
l = [D("a"), D("b"), D("c")]; del l; nl()
t = (D("a"), D("b"), D("c")); del t; nl()
d = {1: D("a"), 2: D("b"), 3: D("c")}; del d; nl()
s = {D("a")}; del s; nl()
d = {D("k"): D("v")}; d.clear(); nl()
l = [D("a"), D("b"), D("c")]; l.clear(); nl()
l = [D("a"), D("b"), D("c")]; l[1:] = []; nl(); l = None; nl()
l = [D("a"), D("b"), D("c")]; l[0] = None; nl(); del l[:]; nl()
l = [D(x) for x in "abcd"]; l.pop(); nl(); l.pop(0); nl(); l *= 0; nl()
def f():
    a = D("a"); b = D("b"); c = D("c")
    return 1
f(); nl()
def g(x, y): x = None; nl(); y = None
g(D("x"), D("y")); nl()
def h():
    a = D("a")
    try:
        b = D("b")
        raise KeyError
    except KeyError:
        c = D("c")
    finally:
        print("fin", end=" ")
h(); nl()
class P(D):
    def __del__(self):
        super().__del__()
        print("P", end=" ")
P("p"); nl()
p = P("p", D("child")); p = 1; nl()
x = D("x"); x.self = x; x.other = D("other"); del x; print("collecting", end=" "); gc.collect(); nl()
def chain(n):
    head = None
    for i in range(n): head = D(str(i), head)
    return head
chain(5); nl()
w = weakref.ref(D("w"), lambda r: print("cb", end=" ")); nl(); print(w())
def cb(name): return lambda r: print(name, end=" ")
o = D("o"); r1 = weakref.ref(o, cb("1")); r2 = weakref.ref(o, cb("2")); r3 = weakref.ref(o, cb("3")); del r2; del o; nl()
f = weakref.finalize(D("fin"), print, "finalized", end=" "); nl(); print(f.alive)
gen = (D(c) for c in "ab"); next(gen); nl(); v = next(gen); nl(); del gen, v; nl()
def gn():
    try:
        yield D("y")
    finally:
        print("closed", end=" ")
q = gn(); next(q); nl(); del q; nl()
a, b = D("1"), D("2"); a, b = b, a; del a; nl(); del b; nl()
D("temp").n; nl(); [D("1"), D("2")][0].n; nl(); (lambda z: None)(D("lam")); nl()
D("l").n + D("r").n; nl()
for i in [D("i1"), D("i2")]: print("loop", end=" ")
nl(); del i; nl()
with_list = [D("w1")]; with_list += [D("w2")]; with_list = with_list + [D("w3")]; nl(); del with_list; nl()
class M:
    d = D("classattr")
del M; nl(); gc.collect(); nl()
print(f"{D('fstr').n}"); nl()
x = D("old"); x = D("new"); nl(); x, = [D("unpack")]; nl()
try: raise ValueError(D("exc"))
except ValueError as e: pass
nl()
import collections
dq = collections.deque([D("1"), D("2"), D("3")], maxlen=3); dq.append(D("4")); nl(); dq.rotate(1); dq.pop(); nl(); del dq; nl()
od = collections.OrderedDict(a=D("oa"), b=D("ob")); od.popitem(last=False); nl(); del od; nl()
dd = collections.defaultdict(lambda: D("dd")); dd[1]; dd[2]; dd.pop(1); nl(); del dd; nl()
nt = collections.namedtuple("NT", "a b")(D("na"), D("nb")); del nt; nl()
print("end")
