"""Attributes whose names a program makes: the names die again, but for those that the cache holds."""
import sys, tracemalloc, gc
class A: pass
def many(n):
    a = A()
    for i in range(n): setattr(a, 'attr' + str(i), i)
    return a
many(3)
tracemalloc.start()
a = many(500)
print(tracemalloc.get_traced_memory()[0] > 40000, sys.getsizeof(a.__dict__), getattr(a, 'attr77'), hasattr(a, 'attr600'), getattr(a, 'zz' + str(5), None))
tracemalloc.stop()
x = 'dy' + str(len(sys.argv))
setattr(A, x, 5); print(getattr(a, x), A.__dict__[x], sys.getrefcount(x)); delattr(A, x); print(hasattr(a, x), sys.getrefcount(x) < 10 or sys.getrefcount(x) > 1000)
y = 'dz' + str(len(sys.argv))
print([hasattr(a, y + str(i)) for i in range(3)], sys.getrefcount(y))
setattr(a, y, 1); print(a.dz1, getattr(a, 'dz1')); a.dz1 = 2; print(getattr(a, y), a.__dict__[y])
del a.dz1
try: getattr(a, y)
except AttributeError as e: print(e)
for i in range(3000): hasattr(a, 'n%d' % i)
o = {}
for i in range(100): o.setdefault('k%d' % i, i)
