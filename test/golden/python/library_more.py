import traceback, heapq, bisect, queue, string, enum, io, sys, typing
from typing import List, Optional, Dict
from collections.abc import Mapping, Iterable, Callable, Sequence, MutableMapping, Iterator, Hashable, Sized
def f(x: Optional[int] = None) -> List[int]: return [x]
print(f(1))
try: 1/0
except ZeroDivisionError as e:
    s = traceback.format_exc(); print(s.splitlines()[0], s.splitlines()[-1]); print([t.name for t in traceback.extract_tb(e.__traceback__)], traceback.format_exception_only(type(e), e))
h = [5, 3, 8, 1, 9, 2]; heapq.heapify(h); print(h); heapq.heappush(h, 0); print(h, heapq.heappop(h), h, heapq.nsmallest(2, h), heapq.nlargest(2, h), list(heapq.merge([1, 4], [2, 3])), heapq.heappushpop(h, 7), heapq.heapreplace(h, 1), h)
l = [1, 3, 3, 5]; print(bisect.bisect(l, 3), bisect.bisect_left(l, 3), bisect.insort(l, 4), l)
q = queue.Queue(2); q.put(1); q.put(2); print(q.full(), q.get(), q.qsize(), q.get(), q.empty())
try: q.get_nowait()
except queue.Empty: print('empty')
p = queue.PriorityQueue(); p.put((2, 'b')); p.put((1, 'a')); print(p.get())
print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace), string.hexdigits, string.capwords('a b'))
class Color(enum.Enum):
    RED = 1
    GREEN = 2
    BLUE = enum.auto()
print(Color.RED, repr(Color.GREEN), Color.BLUE.value, Color(2), Color['RED'], list(Color), Color.RED is Color(1), Color.RED.name, len(Color), Color.RED == 1, isinstance(Color.RED, Color))
class N(enum.IntEnum):
    A = 1
print(N.A + 1, N.A == 1, repr(N.A))
b = io.StringIO(); b.write('ab\ncd'); print('x', file=b); b.seek(0); print(b.readline(), b.read(), b.getvalue())
print([isinstance({}, t) for t in (Mapping, Iterable, Callable, Sequence, MutableMapping, Iterator, Hashable, Sized)], isinstance([], Sequence), isinstance(iter([]), Iterator), isinstance(len, Callable), isinstance('a', Hashable), isinstance([], Hashable), issubclass(dict, Mapping))
class M(MutableMapping):
    def __init__(s): s.d = {}
    def __getitem__(s, k): return s.d[k]
    def __setitem__(s, k, v): s.d[k] = v
    def __delitem__(s, k): del s.d[k]
    def __iter__(s): return iter(s.d)
    def __len__(s): return len(s.d)
m = M(); m['a'] = 1; m.update(b=2); print(dict(m), m.get('z', 9), 'a' in m, list(m.items()), m.pop('a'), len(m), m.setdefault('q', 5), isinstance(m, Mapping))
class S(Sequence):
    def __getitem__(s, i):
        if i > 2: raise IndexError
        return i
    def __len__(s): return 3
print(list(S()), 2 in S(), S().index(1), list(reversed(S())))
import contextlib
out = io.StringIO()
with contextlib.redirect_stdout(out): print('captured')
print(out.getvalue())
mv = memoryview(b'abcdef'); print(mv[1], bytes(mv[2:4]), len(mv), mv.tobytes(), mv.nbytes, mv.readonly, sys.getsizeof(mv), mv[::2].tolist())
ba = bytearray(b'abc'); w = memoryview(ba); w[0] = 90; print(ba, w.readonly)
