import sys
from collections import defaultdict
class F(dict): pass
print([sys.getsizeof(x) for x in ({}, dict(), F(), dict(a=1), F(a=1), dict({}), dict({1:2}), F({1:2}), dict([(1,2)]), F([(1,2)]), dict.fromkeys('a'), dict.fromkeys([]), F.fromkeys('ab'), {}.copy(), dict().copy(), F(a=1).copy(), defaultdict(), defaultdict(int, {1: 2}), defaultdict(int).copy())])
d = dict(); d.clear(); print(sys.getsizeof(d)); d['a'] = 1; d.clear(); print(sys.getsizeof(d))
for n in (4, 5, 6, 10, 11, 21, 50):
    src = {i: i for i in range(n)}
    s2 = {str(i): i for i in range(n)}
    print(n, [sys.getsizeof(x) for x in (dict(src), F(src), src.copy(), dict(**s2), {**src}, {**src, **s2}, dict(zip(range(n), range(n))), dict(list(src.items())), {k: v for k, v in src.items()}, dict.fromkeys(range(n)), dict.fromkeys(src), dict.fromkeys(set(src)), defaultdict(int, src), dict(s2), dict(s2, x=1))])
    src.pop(0); src.pop(1)
    print(n, [sys.getsizeof(x) for x in (src, dict(src), F(src), src.copy(), {**src}, {**s2, **src})])
    e = {}; e.update(src); f = dict(); f.update(s2); g = {'z': 0}; g.update(s2); h = F(); h.update(src); print([sys.getsizeof(x) for x in (e, f, g, h)])
class A: pass
a = A(); print(sys.getsizeof(a.__dict__)); a.x = 1; print(sys.getsizeof(a.__dict__), sys.getsizeof(dict(a.__dict__)), sys.getsizeof(a.__dict__.copy()), sys.getsizeof(vars(a)), sys.getsizeof({**vars(a)}))
for i in range(40): setattr(a, 'k%d' % i, i)
print(sys.getsizeof(a.__dict__), sys.getsizeof(dict(a.__dict__))); b = A(); b.q = 1; print(sys.getsizeof(b.__dict__))
def kw(**k): return sys.getsizeof(k)
print(kw(), kw(a=1), kw(a=1, b=2, c=3, d=4, e=5, f=6), kw(**{str(i): i for i in range(20)}), kw(x=1, **{'y': 2}))
print(sys.getsizeof(globals()) > 100, sys.getsizeof({}.keys()), sys.getsizeof({}.items()), sys.getsizeof(iter({})))
