"""The blocks of memory that making a class takes, and what a longer tuple's free list is good for."""
import gc
import tracemalloc


class B:
    pass


def plain():
    class E:
        pass
    return E


def called():
    return type('Q', (), {})


def derived():
    class D(B):
        def __del__(self):
            pass

        def __eq__(self, o):
            return True
        y = [1]
    return D


def sizes(make):
    make(), make(), make()
    gc.collect()
    gc.disable()
    tracemalloc.start()
    made = make()
    found = sorted(trace.size for trace in tracemalloc.take_snapshot().traces)
    tracemalloc.stop()
    return found


tracemalloc.start()
tracemalloc.take_snapshot()
tracemalloc.stop()
for make in plain, called, derived:
    print(make.__name__, sizes(make))


def again(n):
    t = tuple([None] * n)
    a = id(t)
    del t
    tracemalloc.start()
    t = tuple([None] * n)
    taken = tracemalloc.get_traced_memory()[0] == 0
    tracemalloc.stop()
    return taken


print([(n, again(n)) for n in (18, 19, 20, 21)])
