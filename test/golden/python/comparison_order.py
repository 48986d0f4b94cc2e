"""Which object is asked first, and how often, when containers compare and sort."""
class C:
    def __init__(self, n): self.n = n
    def __eq__(self, o): print(self.n, o.n); return False
    __hash__ = None
    def __lt__(self, o): CMP.append((self.n, o.n)); return self.n < o.n
c, e = C('c'), C('e')
c in [e]; c in (e,); [e].count(c); (e,).count(c)
try: [e].remove(c)
except ValueError: pass
try: [e].index(c)
except ValueError: pass
import collections, random
c in collections.deque([e]); collections.deque([e]).count(c); c in {1: e}.values(); c in iter([e])
[c] == [e]; {1: c} == {1: e}; (c,) == (e,)
for n in (2, 3, 5, 10, 40, 63):
    for kind in 'random', 'sorted', 'reversed', 'equal', 'saw':
        CMP = []
        random.seed(n)
        v = {'random': [random.randrange(100) for _ in range(n)], 'sorted': list(range(n)), 'reversed': list(range(n))[::-1], 'equal': [1] * n, 'saw': [i % 7 for i in range(n)]}[kind]
        s = sorted(map(C, v)); a = len(CMP), hash(tuple(CMP)) % 10000; CMP = []
        sorted(map(C, v), reverse=True)
        print(n, kind, a, len(CMP), hash(tuple(CMP)) % 10000)
