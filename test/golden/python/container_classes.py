import sys
class A: __slots__ = ()
class B(tuple): __slots__ = ()
class C: __slots__ = ('a',)
class D: pass
class E(D): __slots__ = ()
class F(dict): pass
class G(Exception): pass
class H(list): __slots__ = ('__dict__',)
class I: __slots__ = ('__weakref__',)
class J(int): pass
for c in (A,B,C,D,E,F,G,H,I,J): print(c.__name__, sys.getsizeof(c), end=' ')
print()
class P1:
    x = property(lambda s: 1)
print(sys.getsizeof(P1.x), sys.getsizeof(P1.__dict__), sys.getsizeof(P1.__dict__['x']))
print(sys.getsizeof(property()), sys.getsizeof(staticmethod(len)), sys.getsizeof(classmethod(len)), sys.getsizeof(super(D, D())))
print(sys.getsizeof(F()), sys.getsizeof(F(a=1)), sys.getsizeof(dict()), sys.getsizeof(dict(a=1)), sys.getsizeof(dict([(1,2)])), sys.getsizeof(dict({1:2})))
f = F(); f['a'] = 1; print(sys.getsizeof(f)); f.clear(); print(sys.getsizeof(f))
import collections
d = collections.defaultdict(int); print(sys.getsizeof(d)); d['a'] += 1; print(sys.getsizeof(d)); d = collections.defaultdict(int, a=1); print(sys.getsizeof(d), d)
for i in range(20): d[i]
print(sys.getsizeof(d)); print(sys.getsizeof(d.copy()))
c = collections.Counter(); print(sys.getsizeof(c)); c['a'] += 1; print(sys.getsizeof(c), sys.getsizeof(collections.Counter('abcdefghijk')), sys.getsizeof(collections.Counter(range(100))))
from collections import deque
d = deque(); print(sys.getsizeof(d))
last = 0
for i in range(300):
    d.append(i)
    if sys.getsizeof(d) != last: last = sys.getsizeof(d); print(i, last, end=' ')
for i in range(300):
    d.popleft()
    if sys.getsizeof(d) != last: last = sys.getsizeof(d); print(i, last, end=' ')
for i in range(300):
    d.appendleft(i)
    if sys.getsizeof(d) != last: last = sys.getsizeof(d); print(i, last, end=' ')
d.clear(); print(sys.getsizeof(d)); d.extend(range(64)); print(sys.getsizeof(d)); d.clear(); d.extendleft(range(64)); print(sys.getsizeof(d))
print([sys.getsizeof(deque(range(n))) for n in (0,1,31,32,33,63,64,65,96,127,128,129)], sys.getsizeof(deque(range(100), 10)), sys.getsizeof(deque(maxlen=3)))
class MyD(deque): pass
print(sys.getsizeof(MyD([1])))
x = deque([1,2,3]); x.rotate(2); print(x, sys.getsizeof(x.copy()), sys.getsizeof(x + x), sys.getsizeof(x * 50))
