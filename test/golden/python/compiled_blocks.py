"""What the compilation of many blocks leaves on the free list of lists."""
import gc
gc.disable()
import tracemalloc

tracemalloc.start()
lists = [[] for _ in range(200)]
taken = tracemalloc.get_traced_memory()[0]
tracemalloc.stop()
print(taken)

def f0(a):
    x = a
    return x

class C0:
    def m(self):
        return [n for n in range(0)]

g0 = lambda a, b: (n for n in (a, b))

def f1(a):
    x = a
    return x

class C1:
    def m(self):
        return [n for n in range(1)]

g1 = lambda a, b: (n for n in (a, b))

def f2(a):
    x = a
    return x

class C2:
    def m(self):
        return [n for n in range(2)]

g2 = lambda a, b: (n for n in (a, b))

def f3(a):
    x = a
    return x

class C3:
    def m(self):
        return [n for n in range(3)]

g3 = lambda a, b: (n for n in (a, b))

def f4(a):
    x = a
    return x

class C4:
    def m(self):
        return [n for n in range(4)]

g4 = lambda a, b: (n for n in (a, b))

def f5(a):
    x = a
    return x

class C5:
    def m(self):
        return [n for n in range(5)]

g5 = lambda a, b: (n for n in (a, b))

def f6(a):
    x = a
    return x

class C6:
    def m(self):
        return [n for n in range(6)]

g6 = lambda a, b: (n for n in (a, b))

def f7(a):
    x = a
    return x

class C7:
    def m(self):
        return [n for n in range(7)]

g7 = lambda a, b: (n for n in (a, b))

def f8(a):
    x = a
    return x

class C8:
    def m(self):
        return [n for n in range(8)]

g8 = lambda a, b: (n for n in (a, b))
