"""What holds an object in each kind of statement and expression."""
import sys, gc, weakref, functools, contextlib, collections
R = sys.getrefcount
a = [0]
def show(*xs): print(*xs)
def f(x, y=a, *args, k=a, **kw): return R(x), R(y), R(k)
print(f(a), f(a, a), f(a, k=a), f(x=a), f(a, a, a, a), f(a, z=a), f(*[a], **{'k': a}))
def gen(x):
    print('gen', R(x)); yield x; print('gen', R(x)); yield x
g = gen(a); print(R(a)); v = next(g); print(R(a), R(v)); v = next(g); print(R(a)); del g, v; print(R(a))
for x in gen(a): print('for', R(x))
del x
def outer(x):
    def inner(): return R(x)
    return inner
i = outer(a); print(i(), R(a)); del i; print(R(a))
lam = lambda x=a: R(x); print(lam(), R(a)); del lam
print([R(x) for x in [a]], {R(x) for x in [a]}, [R(x) for x in (a, a)], list(R(x) for x in [a]), {k: R(v) for k, v in [(1, a)]})
print([R(a) for _ in range(2)], (lambda: R(a))(), [(lambda: R(x))() for x in [a]])
class K: v = a
print(R(a), R(K.v), R(K().v)); del K; gc.collect(); print(R(a))
try: raise ValueError(a)
except ValueError as e: print('exc', R(a), R(e), R(e.args), R(e.args[0])); b = e.__traceback__; print(R(b) > 0)
del b; print(R(a))
def thrower(x): raise KeyError(x)
try: thrower(a)
except KeyError as e: print('thrower', R(a), R(e)); print(R(a))
print(R(a))
x = y = z = a; print(R(a)); x, y = y, x; print(R(a)); del x, y, z; print(R(a))
l = [a] * 3; print(R(a)); l.append(a); l.extend([a, a]); print(R(a)); l.pop(); l.pop(0); print(R(a)); del l[0]; l[0] = None; l.insert(0, a); print(R(a)); l2 = l[:]; print(R(a)); l.clear(); print(R(a)); l2 += l2; print(R(a)); l2 *= 2; print(R(a)); del l, l2; print(R(a))
d = {'k': a}; print(R(a)); d2 = dict(d); d3 = d.copy(); d4 = {**d}; d5 = d | d if sys.version_info >= (3, 9) else dict(d); print(R(a)); d.pop('k'); d2.popitem(); d3.clear(); d4['k'] = 1; print(R(a)); d.setdefault('k', a); d.update(k=a); print(R(a)); del d, d2, d3, d4, d5; print(R(a))
t = (a, a); print(R(a)); t2 = t + t; print(R(a)); t3 = tuple(t); print(R(a), t3 is t); t4 = t[1:]; print(R(a)); del t, t2, t3, t4; print(R(a))
w = weakref.WeakValueDictionary(); s = frozenset([1]); print(R(s) > 0)
dq = collections.deque([a], 2); dq.append(a); dq.append(a); print(R(a)); dq.rotate(1); dq.popleft(); print(R(a)); del dq; print(R(a))
dd = collections.defaultdict(lambda: a); dd[1]; dd[2]; print(R(a)); del dd; gc.collect(); print(R(a))
N = collections.namedtuple('N', 'x y'); n = N(a, y=a); print(R(a), R(n.x)); m = n._replace(x=1); print(R(a)); del n, m, N; gc.collect(); print(R(a))
it = iter([a]); print(R(a)); next(it); print(R(a)); del it
z = zip([a], [a]); print(R(a)); p = next(z); print(R(a)); del z; print(R(a)); del p; print(R(a))
m = map(lambda x: R(x), [a]); print(next(m), R(a)); del m
fl = filter(lambda x: print('flt', R(x)) or True, [a]); q = next(fl); print(R(a)); del fl, q; print(R(a))
en = enumerate([a]); q = next(en); print(R(a)); del en, q; print(R(a))
st = {id(a): a}; st2 = sorted([a, a], key=lambda x: print('key', R(x)) or 0); print(R(a)); del st, st2; print(R(a))
glob = globals(); glob['zz'] = a; print(R(a)); del zz; print(R(a))
exec('q = a'); print(R(a)); del q; print(eval('R(a)'), eval('[R(x) for x in [a]]'))
def deco(fn):
    @functools.wraps(fn)
    def w(*args, **kw): return fn(*args, **kw)
    return w
@deco
def g(x, y=a): return R(x), R(y)
print(g(a), g(a, a), g(x=a), g(a, y=a))
@contextlib.contextmanager
def cm(x):
    print('cm', R(x)); yield x; print('cm', R(x))
with cm(a) as q: print('in', R(a))
del q; print(R(a))
def rec(n, x): return R(x) if n == 0 else rec(n - 1, x)
print([rec(n, a) for n in range(4)])
def loc():
    x = a; y = x; z = [x, y]; print(R(x), len(locals())); del y; print(R(x)); z = None; return R(x)
print(loc())
match_src = '''
match [a, {'k': a}]:
    case [x, {'k': y}]: print('match', R(x), R(y))
'''
if sys.version_info >= (3, 10): exec(match_src); del x, y
if (wal := a) is a: print('walrus', R(a), R(wal))
del wal; print(R(a))
