"""
What the collector counts of classes, calls with stars, displays and the library, after a full collection.
"""
import collections
import copy
import functools
import gc
import weakref

gc.disable()
P = type("P", (), {})
Pair = collections.namedtuple("Pair", "p q")


class Meth:
    def go(self): pass


class Manager:
    def __enter__(self): return [self]
    def __exit__(self, *rest): return True


def f(): pass
def g(v): return v
def w(v, *rest, **named): return [v, rest, named]
def deep(n): return deep(n + 1)


def steps():
    yield 1
    raise ValueError("steps")


h = None
gc.collect()
class A: pass
i = gc.get_count()[0]
print('class A: pass', i, gc.get_count()[0])
gc.collect()
class B(A): pass
i = gc.get_count()[0]
print('class B(A): pass', i, gc.get_count()[0])
gc.collect()
class C(B, P): pass
i = gc.get_count()[0]
print('class C(B, P): pass', i, gc.get_count()[0])
gc.collect()
class D(list): pass
i = gc.get_count()[0]
print('class D(list): pass', i, gc.get_count()[0])
gc.collect()
class S: __slots__ = ("a", "b")
i = gc.get_count()[0]
print('class S: __slots__ = ("a", "b")', i, gc.get_count()[0])
gc.collect()
class N: __slots__ = ()
i = gc.get_count()[0]
print('class N: __slots__ = ()', i, gc.get_count()[0])
gc.collect()
class M(type): pass
i = gc.get_count()[0]
print('class M(type): pass', i, gc.get_count()[0])
gc.collect()
h = M("h", (), {})
i = gc.get_count()[0]
print('h = M("h", (), {})', i, gc.get_count()[0])
gc.collect()
h = type("h", (P,), {"__slots__": ("q",)})
i = gc.get_count()[0]
print('h = type("h", (P,), {"__slots__": ("q",)})', i, gc.get_count()[0])
gc.collect()
h = {**{"k": 2}, "q": 1}
i = gc.get_count()[0]
print('h = {**{"k": 2}, "q": 1}', i, gc.get_count()[0])
gc.collect()
h = {"q": 1, **{"k": 2}, "z": 3}
i = gc.get_count()[0]
print('h = {"q": 1, **{"k": 2}, "z": 3}', i, gc.get_count()[0])
gc.collect()
h = (v for v in [P])
i = gc.get_count()[0]
print('h = (v for v in [P])', i, gc.get_count()[0])
gc.collect()
h = [v for v in [P, g]]
i = gc.get_count()[0]
print('h = [v for v in [P, g]]', i, gc.get_count()[0])
gc.collect()
h = P in [P, g]
i = gc.get_count()[0]
print('h = P in [P, g]', i, gc.get_count()[0])
gc.collect()
h = "%s|%5r|%-3s%%" % (P.__name__, f.__name__, 1)
i = gc.get_count()[0]
print('h = "%s|%5r|%-3s%%" % (P.__name__, f.__name__, 1)', i, gc.get_count()[0])
gc.collect()
h = list(zip((1, 2, 3), (4, 5)))
i = gc.get_count()[0]
print('h = list(zip((1, 2, 3), (4, 5)))', i, gc.get_count()[0])
gc.collect()
h = object.__new__(P)
i = gc.get_count()[0]
print('h = object.__new__(P)', i, gc.get_count()[0])
gc.collect()
h = Pair(1, 2)
i = gc.get_count()[0]
print('h = Pair(1, 2)', i, gc.get_count()[0])
gc.collect()
h = [1, 2, 3, 4][1:3]
i = gc.get_count()[0]
print('h = [1, 2, 3, 4][1:3]', i, gc.get_count()[0])
gc.collect()
h = weakref.WeakKeyDictionary()
i = gc.get_count()[0]
print('h = weakref.WeakKeyDictionary()', i, gc.get_count()[0])
gc.collect()
h = weakref.WeakSet((P, A))
i = gc.get_count()[0]
print('h = weakref.WeakSet((P, A))', i, gc.get_count()[0])
gc.collect()
h = weakref.WeakValueDictionary(); h[1] = P
i = gc.get_count()[0]
print('h = weakref.WeakValueDictionary(); h[1] = P', i, gc.get_count()[0])
gc.collect()
with Manager() as h: pass
i = gc.get_count()[0]
print('with Manager() as h: pass', i, gc.get_count()[0])
gc.collect()
with Manager() as h: len(h)
i = gc.get_count()[0]
print('with Manager() as h: len(h)', i, gc.get_count()[0])
gc.collect()
h = functools.partial(w, k=1)(1)
i = gc.get_count()[0]
print('h = functools.partial(w, k=1)(1)', i, gc.get_count()[0])
gc.collect()
h = super(B, B())
i = gc.get_count()[0]
print('h = super(B, B())', i, gc.get_count()[0])
