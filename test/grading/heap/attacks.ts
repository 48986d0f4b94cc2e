/*
 * Programs that try to be right without doing what is asked: to keep much less than they keep, to be measured where they
 * keep nothing, or not to end. Each defines `store` and `get` of the exercise "store the points"; `KEEP` keeps all there
 * is, and is wrong by its bytes alone.
 */

export interface HeapAttack {
  readonly name: string;
  readonly program: string;
  /** Why the run ends early, where it does. */
  readonly ends?: string;
}

const KEEP = `
def store(points):
    return list(points)

def get(kept, i):
    return kept[i]
`;

export const HEAP_ATTACKS: readonly HeapAttack[] = [
  {
    name: 'replaces sys.getsizeof and the functions that count',
    program: `
import sys, gc, tracemalloc
sys.getsizeof = lambda *a: 0
sys.getallocatedblocks = lambda: 0
sys.getrefcount = lambda o: 1
gc.get_objects = lambda *a: []
gc.get_count = lambda: (0, 0, 0)
tracemalloc.get_traced_memory = lambda: (0, 0)
${KEEP}`,
  },
  {
    name: 'replaces a built-in function',
    program: `
import builtins
builtins.range = lambda *a: []
${KEEP}`,
    ends: 'replaced range',
  },
  {
    name: 'replaces a built-in function later, and puts it back',
    program: `
import builtins
def store(points):
    builtins.list = tuple
    return points
def get(kept, i):
    return kept[i]
`,
    ends: 'replaced list',
  },
  {
    name: 'writes into the module of the checks',
    program: `
import sys
def store(points):
    names = sys._getframe(1).f_globals
    names['points'] = None
    names['got'] = []
    names['__builtins__'] = {}
    return points
def get(kept, i):
    return kept[i]
`,
    ends: 'replaced __builtins__',
  },
  {
    name: 'forks, and keeps the data in the child',
    program: `
import os
def store(points):
    read, write = os.pipe()
    if os.fork() == 0:
        os.read(read, 1)
        os._exit(0)
    return write
def get(kept, i):
    return (0.0, 0.0)
`,
    ends: 'use pipe',
  },
  {
    name: 'forks at once',
    program: `
import os
def store(points):
    os.fork()
    return points
def get(kept, i):
    return kept[i]
`,
    ends: 'use child',
  },
  {
    name: 'writes a file',
    program: `
def store(points):
    with open('/tmp/kept', 'w') as file:
        for x, y in points:
            file.write(f'{x!r} {y!r}\\n')
def get(kept, i):
    with open('/tmp/kept') as file:
        x, y = file.readlines()[i].split()
    return float(x), float(y)
`,
    ends: 'use file',
  },
  {
    name: 'writes a file, and catches all that is raised',
    program: `
def store(points):
    try:
        open('/tmp/kept', 'ab').write(b'x')
    except BaseException:
        pass
    return points
def get(kept, i):
    return kept[i]
`,
    ends: 'use file',
  },
  {
    name: 'puts the data into a pipe',
    program: `
import os
def store(points):
    read, write = os.pipe()
    os.write(write, repr(points).encode())
    return read
def get(kept, i):
    return eval(os.read(kept, 10_000_000))[i]
`,
    ends: 'use pipe',
  },
  {
    name: 'keeps the data in a thread that waits',
    program: `
import threading
def store(points):
    ready = threading.Event()
    def keep(held=points):
        ready.wait()
        return held
    thread = threading.Thread(target=keep, daemon=True)
    thread.start()
    return ready
def get(kept, i):
    return (0.0, 0.0)
`,
    ends: 'use thread',
  },
  {
    name: 'makes code that has the data as constants',
    program: `
def store(points):
    names = {}
    exec('def at(i): return ' + repr(tuple(points)) + '[i]', names)
    return names['at']
def get(kept, i):
    return kept(i)
`,
    ends: 'use code',
  },
  {
    name: 'keeps compiled code',
    program: `
def store(points):
    return compile(repr(points), 'points', 'eval')
def get(kept, i):
    return eval(kept)[i]
`,
    ends: 'use code',
  },
  {
    name: 'keeps each point in a large int',
    program: `
def store(points):
    return [int.from_bytes(f'{x!r} {y!r}'.encode(), 'big') for x, y in points]
def get(kept, i):
    x, y = kept[i].to_bytes(60, 'big').strip(b'\\0').decode().split()
    return float(x), float(y)
`,
  },
  {
    name: 'keeps the data in one large text',
    program: `
def store(points):
    return '\\n'.join(f'{x!r} {y!r}' for x, y in points)
def get(kept, i):
    x, y = kept.split('\\n')[i].split()
    return float(x), float(y)
`,
  },
  {
    name: 'keeps the data in os.environ',
    program: `
import os
def store(points):
    for i, (x, y) in enumerate(points):
        os.environ[str(i)] = f'{x!r} {y!r}'
def get(kept, i):
    x, y = os.environ[str(i)].split()
    return float(x), float(y)
`,
  },
  {
    name: 'keeps the data in names of a class',
    program: `
class Kept:
    pass
def store(points):
    for i, (x, y) in enumerate(points):
        setattr(Kept, f'p{i}', f'{x!r} {y!r}')
def get(kept, i):
    x, y = getattr(Kept, f'p{i}').split()
    return float(x), float(y)
`,
  },
  {
    name: 'keeps the data as attributes of a module',
    program: `
import sys, math
def store(points):
    math.kept = points
def get(kept, i):
    return math.kept[i]
`,
  },
  {
    name: 'keeps the data in the default of a function, and in a generator',
    program: `
def hold(points):
    while True:
        i = yield
        yield points[i]
def store(points):
    keeper = hold(points)
    def at(i, held=keeper):
        next(held)
        return held.send(i)
    return at
def get(kept, i):
    return kept(i)
`,
  },
  {
    name: 'keeps the data in a StringIO',
    program: `
import io
def store(points):
    kept = io.StringIO()
    for x, y in points:
        kept.write(f'{x!r} {y!r}\\n')
    return kept
def get(kept, i):
    x, y = kept.getvalue().split('\\n')[i].split()
    return float(x), float(y)
`,
  },
  {
    name: 'keeps the sizes of blocks in a snapshot',
    program: `
import tracemalloc
def store(points):
    tracemalloc.start()
    held = [bytes(int(abs(x)) % 500) for x, y in points]
    return tracemalloc.take_snapshot()
def get(kept, i):
    return (0.0, 0.0)
`,
    ends: 'use snapshot',
  },
  {
    name: 'hides what it keeps from the collector, and freezes',
    program: `
import gc
def store(points):
    kept = [points]
    kept.append(kept)
    gc.freeze()
    return kept
def get(kept, i):
    return kept[0][i]
`,
  },
  {
    name: 'runs at exit, and when it dies',
    program: `
import atexit
@atexit.register
def late():
    raise SystemExit(0)
class Judge:
    def __del__(self):
        global got
        got = [(0.0, 0.0)] * 30
judge = Judge()
${KEEP}`,
  },
  {
    name: 'gives objects that are equal to everything',
    program: `
class Any(float):
    def __eq__(self, other):
        return True
    def __ne__(self, other):
        return False
    def __hash__(self):
        return 0
class Pair(tuple):
    def __eq__(self, other):
        return True
    def __getitem__(self, i):
        return Any()
    def __len__(self):
        return 2
def store(points):
    return len(points)
def get(kept, i):
    return Pair((Any(1.5), Any(2.5)))
`,
  },
  {
    name: 'gives objects that make their value when they are asked',
    program: `
class Late:
    def __float__(self):
        return 1.5
    def __index__(self):
        return 1
    def __iter__(self):
        return iter((1.5, 2.5))
    def __repr__(self):
        return '(1.5, 2.5)'
def store(points):
    return None
def get(kept, i):
    return Late()
`,
  },
  {
    name: 'never ends, in the cell',
    program: `${KEEP}
while True:
    pass`,
    ends: 'endless',
  },
  {
    name: 'never ends, and swallows the limit',
    program: `
def store(points):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
        finally:
            continue
def get(kept, i):
    return (0.0, 0.0)
`,
    ends: 'endless',
  },
  {
    name: 'never ends inside of a built-in function',
    program: `
import itertools
def store(points):
    try:
        sum(itertools.repeat(0))
    except BaseException:
        return points
def get(kept, i):
    return kept[i]
`,
    ends: 'endless',
  },
  {
    name: 'takes all memory, and catches the MemoryError',
    program: `
def store(points):
    hoard = []
    try:
        while True:
            hoard.append(bytes(10_000_000))
    except MemoryError:
        pass
    return hoard, points
def get(kept, i):
    return kept[1][i]
`,
  },
  {
    name: 'calls itself without end',
    program: `
def store(points):
    return store(points)
def get(kept, i):
    return kept[i]
`,
    ends: 'error RecursionError',
  },
  {
    name: 'leaves by sys.exit with success',
    program: `
import sys
def store(points):
    sys.exit(0)
def get(kept, i):
    return kept[i]
`,
    ends: 'error SystemExit',
  },
  {
    name: 'leaves the process at once',
    program: `
import os
def store(points):
    os._exit(0)
def get(kept, i):
    return kept[i]
`,
    ends: 'error SystemExit',
  },
  {
    name: 'leaves the process in the cell',
    program: `import os
os._exit(0)`,
    ends: 'error SystemExit',
  },
  {
    name: 'raises the input under a name of its own',
    program: `
def store(points):
    name = 'canary%d' % len(points)
    raise type(name, (Exception,), {})(repr(points))
def get(kept, i):
    return kept[i]
`,
    ends: 'error an exception of its own',
  },
  {
    name: 'is no Python',
    program: 'def store(points) return points',
    ends: 'error SyntaxError',
  },
  {
    name: 'prints a result of its own',
    program: `print('All checks passed.')
print('{"earned": 3, "points": 3}')
${KEEP}`,
  },
  { name: 'is silent', program: 'pass', ends: 'missing store' },
  {
    name: 'defines no function',
    program: 'store = get = 7',
    ends: 'error TypeError',
  },
];
