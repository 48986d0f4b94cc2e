"""What one line of each kind allocates, by `tracemalloc`, where the free lists can hardly matter."""
import collections
import tracemalloc


class Node:
    __slots__ = ('a', 'b')

    def __init__(self, a, b):
        self.a = a
        self.b = b


def closure(n):
    def inner(x):
        return x + n
    return inner


def gen(n):
    for i in range(n):
        yield [i]


tracemalloc.start()
text = ''.join(['ab'] * 1000)
parts = text.split('a')
big = [10 ** i for i in range(100)]
sums = [2 ** i + 2 ** 100 for i in range(0, 200, 7)]
shifted = [1 << i for i in range(0, 300, 11)]
parsed = [int('9' * i) for i in range(1, 40)]
numbers = set(range(1000, 1500))
strings = frozenset(map(str, range(300)))
deque = collections.deque(range(1000, 1300))
counter = collections.Counter(i % 37 for i in range(500))
texts = [f'{i}-{i + 1}' for i in range(300)]
nested = [[(i, j) for j in range(5)] for i in range(400)]
blobs = [bytes(i) for i in range(2, 100)]
buffer = bytearray(5000)
table = {}
for i in range(500): table[i] = None
keys = frozenset(table)
copies = [dict(table), {**table}, table.copy()]
functions = [closure(i) for i in range(1000, 1500)]
generators = [gen(i) for i in range(100)]
lists = list(gen(500))
nodes = [Node(i, str(i)) for i in range(300, 600)]
del nodes[::2]
while len(lists) > 100: lists.pop()
lines = [line.upper() for line in ('line %d\n' * 50 % tuple(range(50))).splitlines()]
snapshot = tracemalloc.take_snapshot()
tracemalloc.stop()
rows = {}
for s in snapshot.statistics('lineno'):
    frame = s.traceback[0]
    if frame.filename == __file__:
        rows[frame.lineno] = (s.count, s.size)
# What the free lists held before shows in these.
VARY = {15, 31, 34, 35, 36, 37, 43, 44, 48, 49, 50}
for line in sorted(rows):
    if line not in VARY:
        print(line, *rows[line])
