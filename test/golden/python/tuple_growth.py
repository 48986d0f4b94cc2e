"""How a tuple is made of something of unknown length, and what is left of it."""
import tracemalloc


class Hinted:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return (i for i in range(self.n))

    def __length_hint__(self):
        return 3


def probe(make):
    o = make()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    t = tuple(o)
    after, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return after - before, peak - before, len(t)


for n in 25, 30, 64, 100, 300, 1000:
    print(n, probe(lambda: map(abs, range(n))), probe(lambda: range(n)), probe(lambda: [0] * n),
          probe(lambda: {i for i in range(n)}), probe(lambda: Hinted(n)), probe(lambda: 'a' * n))
empty = ()
print(tuple(x for x in []) is empty, tuple(iter([])) == empty)
for o in iter([1, 2]), iter((1, 2)), iter('ab'), iter(b'ab'), iter(range(9)), iter({1: 2}), iter({1}), reversed([1, 2]):
    print(type(o).__name__.replace('ascii_', ''), o.__length_hint__(), next(o) is not None, o.__length_hint__())
