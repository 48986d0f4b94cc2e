"""Iterators that give out the same tuple again when nobody else holds it."""
import sys
a, b = object(), object()
l = [a, b]
for i, x in enumerate(l): print(sys.getrefcount(x), end=' ')
print()
for x, y in zip(l, l): print(sys.getrefcount(x), end=' ')
print()
for p in zip(l, l): print(sys.getrefcount(p), sys.getrefcount(p[0]), end=' ')
print()
for p in enumerate(l): print(sys.getrefcount(p), sys.getrefcount(p[1]), end=' ')
print()
d = {1: a, 2: b}
for x, y in d.items(): print(sys.getrefcount(y), end=' ')
print()
for p in d.items(): print(sys.getrefcount(p), sys.getrefcount(p[1]), end=' ')
print()
it = iter(d.items())
x, y = next(it); print(sys.getrefcount(y), end=' ')
x, y = next(it); print(sys.getrefcount(y))
print([sys.getrefcount(y) for x, y in d.items()])
def f():
    for x, y in d.items(): print(sys.getrefcount(y), end=' ')
    for i, x in enumerate(l): print(sys.getrefcount(x), end=' ')
    for i, x in zip(l, l): print(sys.getrefcount(x), end=' ')
f()
print()


from collections import OrderedDict
o = OrderedDict([('x', a), ('y', b)])
for x, y in o.items():
    print(sys.getrefcount(y), end=' ')
for p in o.items():
    print(sys.getrefcount(p), sys.getrefcount(p[1]), end=' ')
for x, y in reversed(o.items()):
    print(sys.getrefcount(y), end=' ')
for x, y in reversed(d.items()):
    print(sys.getrefcount(y), end=' ')
print()
print(type(reversed(d.items())).__name__, type(reversed(d.values())).__name__, type(reversed(d)).__name__)
print(list(reversed(d.items()))[0][0], sys.getsizeof(iter(d.items())), sys.getsizeof(reversed(d.values())))
seen = {id(p) for p in d.items()}
kept = [p for p in d.items()]
print(len(seen), len({id(p) for p in kept}))
