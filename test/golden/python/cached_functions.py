"""functools.lru_cache: its entries, what they hold, and how they go."""
import functools
import gc
import sys
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __del__(self):
        print('del', self.name)

    @functools.lru_cache(maxsize=2)
    def double(self, n):
        return [self.name] * n


@functools.lru_cache(maxsize=4)
def f(a, b=1):
    """Doc."""
    return [a, b]


print(sys.getsizeof(f), gc.is_tracked(f), f.__name__, f.__doc__, f.__wrapped__.__name__, f.cache_info())
for args in (1,), ((1, 2),), ('x',), (1,):
    f(*args)
f(1, b=3)
print(f.cache_info())
cache = [d for d in gc.get_referents(f) if type(d) is dict and 'x' in d][0]
print(sys.getsizeof(cache), gc.is_tracked(cache), len(cache))
for key, value in cache.items():
    if type(key) is tuple:
        print(type(value).__name__, sys.getsizeof(value), gc.is_tracked(value), sys.getrefcount(key), len(key), sys.getsizeof(key))
    else:
        print(key, type(value).__name__)
f('y')
f('z')
print([k for k in cache if type(k) is not tuple], f.cache_info())
print(sorted(f.__dict__))
f.cache_clear()
print(f.cache_info(), len(cache))


# A cache that keeps its object alive.
t = Thing('t')
print(sys.getrefcount(t))
t.double(2)
t.double(2)
print(sys.getrefcount(t), Thing.double.cache_info())
del t
print('still there')
Thing.double.cache_clear()
print('cleared')
for i in range(3):
    Thing('x%d' % i).double(i)
print(Thing.double.cache_info())
Thing.double.cache_clear()


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())
print(sys.getsizeof([d for d in gc.get_referents(fib) if type(d) is dict and 2 in d][0]))


@functools.lru_cache(maxsize=0)
def none(x):
    return [x]


none(1)
none(1)
print(none.cache_info())


@functools.lru_cache(typed=True)
def typed(x, y=0):
    return x


typed(1)
typed(1.0)
typed(True)
typed(x=1)
print(typed.cache_info())


# A cycle through a cache.
def make():
    @functools.lru_cache()
    def g(x):
        return x
    node = Thing('node')
    node.g = g
    g(node)
    return weakref.ref(node)


r = make()
print(r() is None)
print(gc.collect() > 0, r() is None)


@functools.lru_cache(maxsize=3)
def seen(x):
    return sys.getrefcount(x)


o = Thing('o')
print(seen(o), seen(x=o))
try:
    f([])
except TypeError as e:
    print(e)
try:
    f()
except TypeError as e:
    print(e)
for bad in ('a', 1.5):
    try:
        functools.lru_cache(bad)
    except TypeError as e:
        print(e)
del o
print('end')
seen.cache_clear()
