from collections import OrderedDict, deque, Counter, defaultdict, namedtuple, ChainMap
import sys
od = OrderedDict((i, i) for i in range(5))
od.move_to_end(0); print(od, list(reversed(od)))
print(od.popitem(last=False)); print(sys.getsizeof(deque()), sys.getsizeof(deque(range(100))), sys.getsizeof(OrderedDict()), sys.getsizeof(Counter('abc')), sys.getsizeof(defaultdict(list)))
P = namedtuple('P', 'x y', defaults=[3]); p = P(1); print(p, p._asdict(), p._replace(x=9), P._fields, sys.getsizeof(p), sys.getsizeof(P))
c = Counter('mississippi'); print(c.most_common(2), c.total() if hasattr(c,'total') else 11, c - Counter('miss'), sorted(c.elements()))
d = deque(maxlen=3); d.extend(range(5)); print(d, d.maxlen); d.rotate(1); print(d); d.appendleft(8); print(d, d.index(8), d.count(8))
cm = ChainMap({'a':1},{'a':2,'b':3}); print(cm['a'], cm['b'], dict(cm), len(cm))
dd = defaultdict(list); dd['x'].append(1); print(dd, dd.default_factory)
class LRU(OrderedDict):
    def __init__(self, n): super().__init__(); self.n = n
    def __setitem__(self, k, v):
        super().__setitem__(k, v)
        if len(self) > self.n: self.popitem(last=False)
l = LRU(2)
for i in range(4): l[i] = i
print(list(l.items()))
import functools
@functools.lru_cache(maxsize=2)
def f(x): print('miss', x); return [x]
f(1); f(2); f(1); f(3); f(2); print(f.cache_info()); f.cache_clear(); print(f.cache_info())
print(functools.reduce(lambda a, b: a + b, range(10)), functools.partial(int, base=2)('101'))
@functools.total_ordering
class V:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(V(1) <= V(2), V(3) > V(2), V(1) >= V(2))
@functools.singledispatch
def show(x): return 'obj'
@show.register(int)
def _(x): return 'int'
print(show(1), show('a'))
class C:
    @functools.cached_property
    def p(self): print('calc'); return 4
o = C(); print(o.p, o.p, o.__dict__)
print(functools.cmp_to_key(lambda a,b: b-a)(3) < functools.cmp_to_key(lambda a,b: b-a)(2))
print(sorted([3,1,2], key=functools.cmp_to_key(lambda a,b: b-a)))
@functools.wraps(f)
def gg(): pass
print(gg.__name__)
