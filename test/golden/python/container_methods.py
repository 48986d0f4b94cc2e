import sys, gc, weakref
from collections import deque, defaultdict, Counter, OrderedDict
import array
# subclasses of C types, with attributes
class MyD(deque): pass
class MyDD(defaultdict): pass
class MyC(Counter): pass
class MyA(array.array): pass
class S(deque): __slots__ = ('z',)
for make in (lambda: MyD([1, 2]), lambda: MyDD(int, {1: 2}), lambda: MyC('abc'), lambda: MyA('i', [1, 2, 3]), lambda: S([1])):
    o = make()
    if not isinstance(o, S): o.extra = [1]; print(sys.getsizeof(o), o.extra, sorted(o.__dict__))
    else: o.z = 5; print(sys.getsizeof(o), o.z)
    w = weakref.ref(o); print(w() is o, gc.is_tracked(o)); print(repr(o), len(o), sys.getrefcount(o) > 1)
    del o; print(w())
gc.collect()
d = deque(); d.append(d); print(d, gc.is_tracked(d)); w = weakref.ref(d); del d; print(gc.collect() > 0, w())
dd = defaultdict(lambda: dd); dd[1]; print(len(dd), dd[2] is dd)
c = Counter(a=3, b=1); c.update('aab'); print(c, c['zz'], +c, -c, c & Counter('ab'), c | Counter('abz'), c == Counter('aaaaabb')); c.subtract('a'); print(c, c.most_common(1), list(c.elements()), sum(c.values()))
del c['a']; del c['nope']; print(c, sys.getsizeof(c))
print(deque([1,2,3]) == deque([1,2,3]), deque([1]) < deque([2]), deque([1,2,3], 2), deque('abc').index('b'), deque([1,2,3]).count(2))
q = deque([1,2,3,4,5]); q.rotate(-2); q.insert(2, 'x'); q.remove(4); del q[0]; q[1] = 'y'; print(q, q[-1], list(reversed(q)), q.copy(), 3 in q)
try: deque([1], 1).insert(0, 2)
except IndexError as e: print(e)
try: q.index('zz')
except ValueError as e: print(e)
try: q.remove('zz')
except ValueError as e: print(e)
try: deque().popleft()
except IndexError as e: print(e)
try:
    for x in q: q.append(1)
except RuntimeError as e: print(e)
import itertools
print(deque(itertools.islice(itertools.count(), 5), maxlen=3))
