import gc, sys
gc.collect()
rc = sys.getrefcount
def f():
    x = [1]
    def gen():
        yield x
    def other(): return x
    c = gen.__closure__[0]
    print(rc(gen), rc(c), rc(x))
    g = gen(); print(rc(gen), rc(c), rc(x), rc(g), rc(gen.__code__), len(gc.get_referrers(gen)), len(gc.get_referrers(c)))
    next(g); print(rc(gen), rc(c), rc(x), rc(g), rc(gen.__code__), len(gc.get_referrers(gen)), len(gc.get_referrers(c)))
    print(sorted(type(o).__name__ for o in gc.get_referents(g)))
    h = gen()
    print(sorted(type(o).__name__ for o in gc.get_referents(h)))
    del g; print(rc(gen), rc(c), rc(x)); del h; print(rc(gen), rc(c), rc(x))
    g = gen(); list(g);  print(rc(gen), rc(c), rc(x)); print(sorted(type(o).__name__ for o in gc.get_referents(g)))
f()
def f():
    def gen(): yield g
    g = gen()
f(); print(gc.collect())
def f():
    def gen(): yield g
    g = gen(); next(g)
f(); print(gc.collect())
def f():
    def gen(): yield 1
    gen.g = gen()
f(); print(gc.collect())
def f():
    l = []
    l.append(x for x in l)
    l.append(x for x in l)
    next(l[1])
f(); print(gc.collect())
def cnt(n):
    i = 0
    while i < n: yield i; i += 1
print(rc(cnt)); k = cnt(3); print(rc(cnt), rc(globals()) > 1); next(k); print(rc(cnt), sorted(type(o).__name__ for o in gc.get_referents(k)))
class D:
    def __del__(self): print("~", end="")
def names(g): return sorted(type(o).__name__ for o in gc.get_referents(g))
def plain(d):
    e = D()
    yield 1
def tried(d):
    try:
        yield 1
    finally:
        print("f", end="")
def looped(d):
    for i in [1]:
        yield 1
def withed(d):
    with open("/proc/self/status"):
        yield 1
for f in plain, tried, looped, withed:
    for n in range(3):
        g = f(D())
        for _ in range(n): next(g, None)
        g.close()
        print("closed", f.__name__, n, names(g), g.gi_frame is None, sys.getrefcount(f), end=" ")
        del g
        print("deleted")
gc.collect()
for f in plain, tried, looped, withed:
    for n in range(3):
        a = [f(D())]; a.append(a)
        for _ in range(n): next(a[0], None)
        del a
        print("collect", gc.collect())
def closure(f, n):
    def gen():
        yield l
    l = [gen()]
    if n: next(l[0])
closure(1, 0); print(gc.collect()); closure(1, 1); print(gc.collect())
SHAPES = r"""
(i for i in x)
(i*i for i in x)
(i*i+1 for i in x)
(f(i) for i in x)
(i.foo() for i in x)
(f(i, 1) for i in x)
(i for i in x if i)
(i for i in x if i % 2 == 0)
(i for j in x for i in j)
((i, j) for i, j in x)
(f(i, k=1) for i in x)
(f'{i}' for i in x)
(f'{i} a {i}' for i in x)
([i, 2] for i in x)
({i: 1} for i in x)
(i[0] for i in x)
(i[1:2] for i in x)
([k for k in i] for i in x)
(lambda: i for i in x)
(str(f(i)) for i in x)
(i for i in x if f(i) and i)
(not i for i in x)
(i if i else 1 for i in x)
(i < 3 < 4 for i in x)
def g():\n yield
def g():\n yield 1
def g():\n yield 1\n yield 2
def g():\n x = yield 1
def g(n):\n i = 0\n while i < n:\n  yield i\n  i += 1
def g(n):\n for i in range(n):\n  yield i
def g(n):\n for i in range(n):\n  yield i * 2 + 1
def g(n):\n yield from range(n)
def g(n):\n yield from n
def g():\n a, b = 0, 1\n while True:\n  yield a\n  a, b = b, a + b
def g():\n try:\n  yield 1\n finally:\n  print('x')
def g():\n try:\n  yield 1\n except E:\n  pass
def g():\n try:\n  yield 1\n except E as e:\n  print(e)
def g():\n with f() as h:\n  yield h
def g():\n with f() as h:\n  for l in h:\n   yield l.strip()
def g(l):\n for i, x in enumerate(l):\n  yield i, x
def g(l):\n for i in l:\n  for j in i:\n   yield f(i, j)
def g(l):\n for i in l:\n  try:\n   yield i\n  except E as e:\n   print(e)
def g(l):\n print('a')\n yield 1
def g(l):\n print('a', l, 3)\n yield 1
def g(l):\n x.a = 1\n yield 1
def g(l):\n x[1] = 2\n yield 1
def g(l):\n x[1] += 2\n yield 1
def g(l):\n import os\n yield 1
def g(l):\n from os import path\n yield 1
def g(l):\n return 1\n yield
def g(l):\n raise E('a')\n yield
def g(l):\n a = b = c = 1\n yield a
def g(l):\n def h(): pass\n yield h
def g(l):\n def h(a=1): return l\n yield h
def g(l):\n assert l\n yield h
def g(l):\n while (yield): pass
async def g(l):\n await l
async def g():\n pass
async def g():\n return 1
def g(n):\n a = [k for k in n]\n yield a
def g(n):\n a = {k: v for k, v in n}\n yield a
def g(n):\n k = 1\n a = [k for k in n]\n yield a
def g(n):\n a = [lambda: k for k in n]\n yield a
def g(n):\n a = sum(k for k in n)\n yield a
def g(n):\n a = sum(k + n for k in n)\n yield a
def g(n):\n for line in open(n):\n  if line.startswith('#'):\n   continue\n  yield line.rstrip(' ').split(',')
def g(n):\n while True:\n  chunk = n.read(1024)\n  if not chunk: break\n  yield chunk
def g(n, m=3):\n yield f'{n:>10} {m!r}'
def g(n):\n yield n if n and n > 3 else None
def g(n):\n x = n or []\n yield x
def g(n):\n yield {'a': n, 'b': 1}
def g(n):\n yield {'a': 1, 'b': 2, 'c': 3}
def g(n):\n yield [1, 2, 3, 4]
def g(n):\n yield (n, *n)
def g(n):\n yield f(*n, **n)
def g(n):\n n.x += 1\n del n[0], n.y\n yield
def g(n):\n if n is None: return\n yield from g(n.left)\n yield n.value\n yield from g(n.right)
def g(n):\n with a, b as c:\n  yield
def g(n):\n try:\n  try:\n   yield 1\n  finally:\n   n()\n except (A, B):\n  yield 2\n else:\n  yield 3
def g(n):\n import sys\n class K(n): pass\n yield K
def g(n):\n a, *b = n\n (c, d), e = n\n yield a
def g(n):\n yield n[1:n], n[::2], n[-1]
def g(n):\n yield lambda x=n: x
def g(n):\n print(f'{n}', end='', flush=True)\n yield
def g(n):\n nonlocal_ = [i for i in range(10) if i % 2 if i > 3]\n yield
def g(n):\n match n:\n  case [1, x]: yield x
def g(n):\n global z\n z = 1; yield z
"""
for shape in SHAPES.strip().split("\n"):
    shape = shape.replace("\\n", "\n")
    if "match" in shape and sys.version_info < (3, 10):
        continue
    names = {"x": [], "f": None}
    if shape.startswith("("):
        g = eval(shape, names)
    else:
        exec(shape, names)
        function = names["g"]
        g = function(*[[]] * function.__code__.co_argcount)
    print(sys.getsizeof(g), shape.replace("\n", "|"))
    g.close()

g = (i for i in "ab"); list(g); print(sys.getsizeof(g))
