/*
 * Programs for the microscope: each is what somebody reported or asked, made small, with what to look at.
 */

export interface Shown {
  readonly title: string;
  /** What to look at. */
  readonly look: string;
  readonly source: string;
  readonly step?: number;
  readonly python?: string;
  readonly beside?: string;
}

export const GALLERY: readonly Shown[] = [
  {
    title: 'Memory that stays after a peak',
    look: 'Line 5 frees 200 000 blocks. On 3.12 no arena goes back, because ten floats survive. Put 3.8 beside it.',
    source: `import gc

prices = [n * 1.5 for n in range(200_000)]
sample = prices[::20_000]
del prices

user = {"name": "guest", "tags": ["new"]}
order = {"id": 1017, "buyer": user}
user["orders"] = [order]
tags = user["tags"]
tags.append("vip")

del user, order
del sample
gc.collect()`,
  },
  {
    title: 'A list that only grows',
    look: 'Each append is free until the array is full. Then it moves to a larger block: watch ob_item.',
    source: `log = []
for n in range(40):
    log.append(n * 1000)
log.clear()`,
  },
  {
    title: 'Two that hold each other',
    look: 'After line 8 no name reaches the two nodes. They stay until the collector looks.',
    source: `import gc

class Node:
    pass

a, b = Node(), Node()
a.other, b.other = b, a
del a, b
gc.collect()`,
  },
  {
    title: 'A cache that never forgets',
    look: 'Nothing leaks: the dict holds every result. Ask why an answer is alive.',
    source: `cache = {}

def answer(n):
    if n not in cache:
        cache[n] = [n] * 20
    return cache[n]

for request in range(25):
    result = answer(request * 1000)
del result`,
  },
  {
    title: 'A default that remembers',
    look: 'The list is made once, when def runs. Each call adds to the same one.',
    source: `def add(item, basket=[]):
    basket.append(item)
    return basket

first = add("apple")
second = add("pear")
third = add("plum", [])`,
  },
  {
    title: 'A dead list comes back',
    look: 'The next list has the address of the one before: it waited on a free list.',
    source: `a = [1000, 2000]
b = id(a)
del a
c = [3000, 4000]
same = id(c) == b`,
  },
  {
    title: 'A slice keeps the items',
    look: 'The big list is gone, its items are not: the slice holds a tenth of them.',
    source: `rows = [str(n) * 3 for n in range(3000)]
page = rows[::10]
del rows
page = None`,
  },
  {
    title: 'A closure that keeps a large object',
    look: 'The call of line 1 is over. Its list lives on in a cell of the function it made.',
    source: `def load():
    data = list(range(2000, 3000))
    first = data[0]
    def peek():
        return data[0]
    return peek

peek = load()
value = peek()
del peek`,
  },
  {
    title: 'Objects with and without __slots__',
    look: 'Compare the blocks of the two points. With slots there is no dict and no place for one.',
    source: `class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

class Slim:
    __slots__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y

p = Point(1000, 2000)
s = Slim(1000, 2000)`,
  },
  {
    title: 'A dict that never shrinks',
    look: 'Deleting keys leaves the table as large as it was. Only a copy gets a small one.',
    source: `d = {n: None for n in range(500)}
for n in range(495):
    del d[n]
small = dict(d)
del d`,
  },
  {
    title: 'An exception that holds the frame',
    look: 'The traceback holds the call, and the call its list, until the exception is let go.',
    source: `def work():
    rows = [n * 1000 for n in range(300)]
    raise ValueError("bad row")

try:
    work()
except ValueError as error:
    kept = error
del kept`,
  },
  {
    title: 'Blocks too large for pymalloc',
    look: 'Up to 512 bytes a block comes from a pool. The last one has a mapping of its own, and goes straight back.',
    source: `small = bytes(400)
large = bytes(4000)
huge = bytes(4_000_000)
del huge
del large
del small`,
  },
];
