import { PEAK } from '../recording/peak';

/* Programs for the microscope: what people report about memory, small enough to step through. */

export interface Example {
  /** Its name in addresses. */
  readonly name: string;
  readonly title: string;
  /** What to look at. */
  readonly look: string;
  readonly source: string;
  /** A second version that shows the difference. */
  readonly beside?: string;
}

export const GALLERY: readonly Example[] = [
  {
    name: 'peak',
    title: 'Memory that stays after a peak',
    look: 'Go to line 5. The list is gone, and yet its arenas stay: in each, one of ten floats keeps it.',
    beside: '3.8',
    source: PEAK,
  },
  {
    name: 'append',
    title: 'A list that only grows',
    look: 'Step through the loop and watch ob_item: most appends change nothing, some move the whole array.',
    source: `log = []
for n in range(12):
    log.append(n)

log.pop()
log.pop()
copy = list(log)
log.clear()`,
  },
  {
    name: 'cycle',
    title: 'A cycle that nobody can reach',
    look: 'After line 12 no name leads to the two nodes, and both counts are still 1. Only the collector frees them.',
    source: `import gc
gc.disable()

class Node:
    def __init__(self, name):
        self.name = name

a = Node("a")
b = Node("b")
a.other = b
b.other = a
del a, b

gc.collect()`,
  },
  {
    name: 'cache',
    title: 'A cache that never lets go',
    look: 'The function is called and returns, and each result stays. Ask “Why is it alive?” of one of the lists.',
    source: `_cache = {}

def load(key):
    if key not in _cache:
        _cache[key] = [key] * 500
    return _cache[key]

for day in range(4):
    page = load(day)
    del page

_cache.clear()`,
  },
  {
    name: 'default',
    title: 'A default argument that remembers',
    look: 'The list is made once, when the function is defined. The second call gets the same one back.',
    source: `def collect(item, seen=[]):
    seen.append(item)
    return seen

first = collect("a")
second = collect("b")
same = first is second
del first, second`,
  },
  {
    name: 'copies',
    title: 'Copies that share their items',
    look: 'A copy is a new array of the same pointers. Compare the counts of the inner lists before and after.',
    source: `rows = [[0, 0], [1, 1], [2, 2]]
shallow = list(rows)
rows[0].append(9)
deep = [row[:] for row in rows]
rows[1].append(9)
del rows
del shallow`,
  },
  {
    name: 'strings',
    title: 'Text that is put together piece by piece',
    look: 'Each += makes a longer string. Watch one block come and one go, until the text outgrows 512 bytes.',
    source: `text = ""
for n in range(14):
    text += "fifty characters of a line that goes on and on... "

parts = []
for n in range(14):
    parts.append("fifty characters of a line that goes on and on... ")
joined = "".join(parts)
del parts`,
  },
  {
    name: 'slots',
    title: 'Objects with and without a dict',
    look: 'Open an object of each class and look at its other blocks: __slots__ keeps the values in the object itself.',
    beside: '3.8',
    source: `class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

class Slim:
    __slots__ = ("x", "y")
    def __init__(self, x, y):
        self.x = x
        self.y = y

points = [Point(n, n) for n in range(1000, 1020)]
slim = [Slim(n, n) for n in range(1000, 1020)]
points[0].__dict__
del points
del slim`,
  },
  {
    name: 'generator',
    title: 'A list, or one item at a time',
    look: 'Line 1 takes its megabytes at once. The generator gives the same sum, and the heap stays as it was.',
    source: `squares = [n * n for n in range(30_000)]
total = sum(squares)
del squares

lazy = (n * n for n in range(30_000))
total = sum(lazy)
del lazy`,
  },
  {
    name: 'exception',
    title: 'An exception that keeps a frame alive',
    look: 'At line 9 the function is over, and its local list lives on: the traceback holds the frame.',
    source: `def work():
    data = list(range(1000, 1400))
    raise ValueError("too late")

kept = None
try:
    work()
except ValueError as error:
    kept = error

kept.__traceback__ = None
del kept`,
  },
  {
    name: 'free-list',
    title: 'The same address again',
    look: 'The dead list goes to a free list, not to the allocator. The next list takes its place.',
    source: `a = [1, 2, 3]
first = id(a)
del a
b = [4, 5, 6]
second = id(b)
same = first == second
del b`,
  },
  {
    name: 'traced',
    title: 'Tracing that costs more than the program',
    look: 'Compare the resident memory before and after line 7: each traced block has an entry of its own.',
    source: `import tracemalloc

plain = [float(n) for n in range(20_000)]
del plain

tracemalloc.start()
traced = [float(n) for n in range(20_000)]
now, peak = tracemalloc.get_traced_memory()
tracemalloc.stop()
del traced`,
  },
  {
    name: 'fork',
    title: 'A fork that copies',
    look: 'plain is how many KiB of shared pages a child had to copy, only because it collected. After gc.freeze() the same child copies next to nothing: frozen. The child’s own lines are not stepped.',
    source: `import gc
import os

def child_copies():
    """KiB of the shared pages that a child copies when it collects."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        before = private()
        gc.collect()
        os.write(writer, str(private() - before).encode())
        os._exit(0)
    os.waitpid(child, 0)
    return int(os.read(reader, 100))

def private():
    for line in open("/proc/self/smaps_rollup"):
        if line.startswith("Private_Dirty"):
            return int(line.split()[1])

rows = [[n, str(n)] for n in range(20_000)]
plain = child_copies()
gc.freeze()
frozen = child_copies()`,
  },
];
