import sys
from collections import OrderedDict as OD
o = OD(); print(sys.getsizeof(o)); last = 0
for i in range(200):
    o[i] = i
    if sys.getsizeof(o) != last: last = sys.getsizeof(o); print(i, last, end=' ')
print()
for i in range(150): del o[i]
print(sys.getsizeof(o)); o.clear(); print(sys.getsizeof(o))
o = OD(a=1, b=2, c=3); print(sys.getsizeof(o)); o.move_to_end('a'); print(o, list(o), list(o.items()), list(o.values()), dict(o)); o.move_to_end('c', last=False); print(o, list(reversed(o)), list(reversed(o.items())), {**o})
print(o.popitem(), o.popitem(False), o); o['b'] = 3; o['z'] = 1; print(o == OD([('z', 1), ('b', 3)]), o == {'z': 1, 'b': 3}, o == OD(o), o != OD())
class L(OD):
    def __init__(s, n): super().__init__(); s.n = n
    def get(s, k):
        if k not in s: return -1
        s.move_to_end(k); return s[k]
    def put(s, k, v):
        if k in s: s.move_to_end(k)
        s[k] = v
        if len(s) > s.n: s.popitem(last=False)
l = L(3)
for i in range(50): l.put(i % 5, i); l.get(i % 3)
print(l, sys.getsizeof(l), l.__dict__)
try: o.move_to_end('q')
except KeyError as e: print('KeyError', e)
try: OD().popitem()
except KeyError as e: print('KeyError', e)
print(OD.fromkeys('abc', 0), o.pop('b'), o.pop('b', 9), o.setdefault('k', 5), o.setdefault('k', 6), o.copy(), type(o.copy()), o | {'m': 1} if sys.version_info >= (3, 9) else '')
o.update(x=1); o.update([('y', 2)]); print(o, len(o), 'x' in o, o.get('x'), o.keys(), o.items(), o.values())
try:
    for k in o: o['new'] = 1
except RuntimeError as e: print(e)
import weakref, gc
w = weakref.ref(o); print(w() is o, gc.is_tracked(o)); del o; print(w())
o = OD(); o.x = 5; print(o.x, o.__dict__, sys.getsizeof(o))
o['a'] = o; print(o); print(repr(OD()), str(OD(a=OD(b=1))))
o2 = OD(a=1); print(sys.getrefcount(o2), o2.__class__)
