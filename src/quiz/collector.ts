import { collectionPhases, forkPages, forkSample, traceTop } from '../charts';
import { boot, deterministicHost } from '../python';
import { asking, printing, run, SIZE, type Template } from './template';

/** What `gc.collect()` finds after some lines. */
function found(
  name: string,
  lines: (k: number) => string,
  explain: string,
  extra: Record<string, number> = {},
): Template {
  return printing(`gc-${name}`, 'gc', (random) => ({
    code: `import gc\ngc.disable()\ngc.collect()\n${lines(random.integer(2, 5))}\nprint(gc.collect())`,
    wrong: {
      'off-by-one': (n) => n + 1,
      'counting-frees-cycles': (n) => (n === 0 ? 2 : 0),
      'atoms-tracked': (n) => n + 2,
      ...Object.fromEntries(Object.entries(extra).map(([key, by]) => [key, (n: number) => n + by])),
    },
    explain,
  }));
}

const thresholds = (version: string): number[] => [
  ...boot(version, { size: SIZE }).gc.get_threshold(),
];

export const COLLECTOR: readonly Template[] = [
  found(
    'pair',
    () => 'a, b = [], []\na.append(b)\nb.append(a)\ndel a, b',
    'Both are garbage: each is held only by the other.',
  ),
  found(
    'ring',
    (k) =>
      `ring = [[] for _ in range(${k})]\nfor i in range(${k}):\n    ring[i].append(ring[i - 1])\ndel ring, i`,
    'Every list of the ring is garbage; the list that held them died by its count.',
  ),
  found('self', () => 'a = []\na.append(a)\ndel a', 'A list that holds itself is a cycle of one.'),
  found(
    'held',
    () => 'a, b = [], []\na.append(b)\nb.append(a)\ndel a',
    'One name still holds b, and b holds a: both can be reached.',
    { 'collects-reachable': 2 },
  ),
  found(
    'chain',
    (k) => `a = []\nfor _ in range(${k}):\n    a = [a]\ndel a`,
    'A chain dies by reference counting alone: the collector finds nothing.',
    { 'collects-reachable': 3 },
  ),
  found(
    'dict-pair',
    () => "a, b = {}, {}\na['b'] = b\nb['a'] = a\ndel a, b",
    'Two dicts that hold each other.',
  ),
  found(
    'with-tail',
    () => 'a, b = [], []\na.append(a)\na.append(b)\ndel a, b',
    'b is in no cycle, but only garbage holds it: it is found as well.',
    { 'collects-reachable': -1 },
  ),
  printing('gc-tracked', 'gc', (r) => {
    const [yes, no] = [
      r.pick(['[]', '[1]', '{1: []}', 'set()']),
      r.pick(['1', "'a'", '2.5', 'None', "b'x'"]),
    ];
    return {
      code: `import gc\nprint(gc.is_tracked(${yes}), gc.is_tracked(${no}))`,
      wrong: {
        'atoms-tracked': () => 'True True',
        'collects-reachable': () => 'False False',
        'other-version': () => 'False True',
      },
      explain: 'Containers are tracked; numbers and text are not.',
    };
  }),
  asking('gc-threshold', 'gc', () => ({
    ask: 'What is the first threshold of gc.get_threshold() at the start?',
    truth: (v) => thresholds(v)[0]!,
    wrong: (v) => ({
      'other-version': thresholds(v)[0] === 700 ? 2000 : 700,
      'off-by-one': 1000,
      'collects-reachable': 10,
    }),
    explain: '700 up to 3.12, 2000 from 3.13 on.',
  })),
  asking('gc-subtract', 'gc', (r) => {
    const names = r.integer(0, 2);
    return {
      ask: `Two lists hold each other; ${names === 0 ? 'no name holds' : names === 1 ? 'one name holds' : 'two names hold'} the first. After the collector subtracted the inner references, what is gc_refs of the first?`,
      truth: (v) => {
        const p = boot(v, { startUp: 'none', size: SIZE });
        p.gc.disable();
        const [a, b] = [p.PyList_New(0), p.PyList_New(0)];
        p.PyList_Append(a, b);
        p.PyList_Append(b, a);
        p.Py_DECREF(b);
        if (names === 0) p.Py_DECREF(a);
        if (names === 2) p.Py_INCREF(a);
        const view = [...p.gc.collectStepwise(0)].find(({ phase }) => phase === 'refs-subtracted')!;
        return view.objects.find(({ address }) => address === a)!.gc_refs;
      },
      wrong: () => ({
        'collects-reachable': names + 1,
        'off-by-one': names + 2,
        'counting-frees-cycles': names === 0 ? 3 : 0,
      }),
      explain: 'Its count, less the one reference that comes from inside.',
      chart: (v) => {
        const p = boot(v, { startUp: 'none', size: SIZE });
        p.gc.disable();
        const [a, b] = [p.PyList_New(0), p.PyList_New(0)];
        p.PyList_Append(a, b);
        p.PyList_Append(b, a);
        p.Py_DECREF(b);
        if (names === 0) p.Py_DECREF(a);
        return collectionPhases([...p.gc.collectStepwise(0)]);
      },
    };
  }),
  printing('gc-generation', 'gc', () => ({
    code: 'import gc\ngc.disable()\ngc.collect()\nx = [[]]\ngc.collect(0)\nprint(any(o is x for o in gc.get_objects(0)), any(o is x for o in gc.get_objects(1)), any(o is x for o in gc.get_objects(2)))',
    wrong: {
      'collects-reachable': () => 'False False False',
      'off-by-one': () => 'False False True',
      'counting-frees-cycles': () => 'True False False',
    },
    explain: 'What survives a collection of generation 0 moves to generation 1.',
  })),
  printing('gc-resurrection', 'gc', () => ({
    code: "import gc\nclass C:\n    def __del__(self):\n        saved.append(self)\nsaved = []\nc = C()\nc.me = c\ndel c\ngc.collect()\nprint(len(saved), end=' ')\nsaved.clear()\ngc.collect()\nprint(len(saved))",
    wrong: {
      'dies-later': () => '0 0',
      'collects-reachable': () => '1 1',
      'counting-frees-cycles': () => '0 1',
    },
    explain: 'The finalizer runs once: the second collection frees the object without it.',
  })),
  printing('gc-weakref', 'gc', () => ({
    code: 'import gc, weakref\nclass C: pass\nc = C()\nc.me = c\nr = weakref.ref(c)\ndel c\nprint(r() is None, end=" ")\ngc.collect()\nprint(r() is None)',
    wrong: {
      'deletes-object': () => 'True True',
      'counting-frees-cycles': () => 'True False',
      'collects-reachable': () => 'False False',
    },
    explain: 'The cycle lives until the collector finds it; then the weak reference is cleared.',
  })),
  printing('gc-freeze-count', 'gc', () => ({
    code: 'import gc\ngc.disable()\ngc.collect()\ngc.freeze()\nprint(len(gc.get_objects(2)) < 100, gc.get_freeze_count() > 0)',
    wrong: {
      'freeze-is-generation-2': () => 'False False',
      'collects-reachable': () => 'False True',
      'counting-frees-cycles': () => 'True False',
    },
    explain: 'Frozen objects leave generation 2 for the permanent generation.',
  })),
  printing(
    'gc-bug',
    'gc',
    () => ({
      ask: 'The cache should not keep its users alive. Which line has the bug?',
      code: "import gc, weakref\ncache = {}                       # A\nclass User:\n    def __init__(self, name):\n        self.name = name         # B\n        cache[name] = self       # C\nu = User('ann')\nr = weakref.ref(u)\ndel u                            # D\nprint('C' if r() is not None else 'none')",
      wrong: { 'deletes-object': () => 'D', 'names-only': () => 'A', 'off-by-one': () => 'B' },
      explain: 'Line C stores a strong reference: use a WeakValueDictionary for the cache.',
    }),
    'bug',
  ),
  printing(
    'refcounts-bug',
    'refcounts',
    () => ({
      ask: 'After the except block, the big object should be gone. Which line keeps it?',
      code: "import weakref\nclass Big: pass\nrefs = []\ndef work():\n    big = Big()                  # A\n    refs.append(weakref.ref(big))\n    raise ValueError('x')        # B\ntry:\n    work()\nexcept ValueError as error:\n    last = error                 # C\nprint('C' if refs[0]() is not None else 'none')",
      wrong: {
        'names-only': () => 'A',
        'dies-later': () => 'B',
        'deletes-object': () => 'none of them',
      },
      explain:
        'The kept exception holds its traceback, the traceback the frame, and the frame its locals.',
    }),
    'bug',
  ),
  asking(
    'tracemalloc-top',
    'tracemalloc',
    (r) => {
      const [n, m] = [r.integer(200, 400), r.integer(2, 4)];
      const code = `import tracemalloc\ntracemalloc.start()\na = [bytes(100) for _ in range(${n})]          # A\nb = bytes(${m * 100} * ${n})                          # B\ntop = tracemalloc.take_snapshot().statistics('lineno')[0]\nprint('A' if top.traceback[0].lineno == 3 else 'B')`;
      return {
        ask: 'Which line has the most bytes?',
        code,
        truth: (v) => run(code, v),
        wrong: (_version, truth) => ({
          'counts-elements': truth === 'A' ? 'B' : 'A',
          'no-rounding': 'both the same',
          'no-gc-header': 'neither is traced',
        }),
        explain: 'Each bytes object has 33 bytes beside its content: many small ones add up.',
        chart: (v) => {
          const py = boot(v, { size: SIZE, host: deterministicHost() });
          py.exec(code);
          return traceTop(py.tracemalloc.take_snapshot().statistics('lineno'), 3);
        },
      };
    },
    'bug',
  ),
  printing('tracemalloc-current', 'tracemalloc', (r) => {
    const n = 10_000 * r.integer(2, 40);
    return {
      code: `import tracemalloc\ntracemalloc.start()\nbefore = tracemalloc.get_traced_memory()[0]\nx = bytes(${n})\nafter = tracemalloc.get_traced_memory()[0]\nprint((after - before) // 10_000)`,
      wrong: {
        'another-cause': () => 0,
        'off-by-one': (s) => s + 1,
        'counts-elements': (s) => s * 8,
      },
      explain: 'What was asked for: the content, and 33 bytes of the object.',
    };
  }),
  printing('tracemalloc-freed', 'tracemalloc', (r) => {
    const n = r.integer(1000, 9000);
    return {
      code: `import tracemalloc\ntracemalloc.start()\nx = bytes(${n})\ndel x\ncurrent, peak = tracemalloc.get_traced_memory()\nprint(current > ${n}, peak > ${n})`,
      wrong: {
        'dies-later': () => 'True True',
        'freed-goes-back': () => 'False False',
        'another-cause': () => 'True False',
      },
      explain: 'What was freed is not in the current figure, but in the peak.',
    };
  }),
  printing('tracemalloc-before', 'tracemalloc', (r) => {
    const n = r.integer(1000, 9000);
    return {
      code: `import tracemalloc\nx = bytes(${n})\ntracemalloc.start()\nprint(tracemalloc.get_traced_memory()[0] > ${n}, tracemalloc.get_object_traceback(x))`,
      wrong: {
        'another-cause': () => 'True None',
        'dies-later': () => 'True <unknown>:0',
        'counts-elements': () => 'False <unknown>:0',
      },
      explain: 'What was allocated before start() is not traced.',
    };
  }),
  asking(
    'fork-collect',
    'fork',
    (r) => {
      const frozen = r.integer(0, 1) === 1;
      const make = (v: string) => {
        const p = boot(v, { startUp: 'none', size: SIZE });
        for (let i = 0; i < 20_000; i++) p.PyList_New(0);
        p.gc.collect();
        if (frozen) p.gc.freeze();
        const child = p.fork();
        const before = forkSample('after the fork', child.memory);
        child.gc.collect();
        return { before, after: forkSample('after the collection', child.memory), child };
      };
      return {
        ask: `A parent with 20,000 lists ${frozen ? 'calls gc.freeze() and forks' : 'forks'}. The child runs a full collection. How much of what it inherited does it write to?`,
        truth: (v) => {
          const { before, after } = make(v);
          return after.privateDirty - before.privateDirty > 200_000
            ? 'most of it'
            : 'next to nothing';
        },
        wrong: () => ({
          [frozen ? 'freeze-is-generation-2' : 'reading-is-free']: frozen
            ? 'most of it'
            : 'next to nothing',
          'bytes-are-pages': 'one page',
          'off-by-one': 'half of it',
        }),
        explain:
          'A collection writes to the header of every object it looks at; frozen ones it leaves alone.',
        chart: (v) => {
          const { before, after } = make(v);
          return forkPages([before, after]);
        },
      };
    },
    'choice',
  ),
  asking('fork-use', 'fork', (r) => {
    const n = r.integer(2, 9) * 1000;
    return {
      ask: `A child takes a reference to each of ${n} floats that it inherited, side by side in memory. How many pages does it write to, about?`,
      truth: (v) => {
        const p = boot(v, { startUp: 'none', size: SIZE });
        const floats = Array.from({ length: n }, (_, i) => p.PyFloat_FromDouble(i));
        const child = p.fork();
        const before = forkSample('', child.memory).privateDirty;
        for (const float of floats) child.Py_INCREF(float);
        return Math.round((forkSample('', child.memory).privateDirty - before) / 4096);
      },
      wrong: () => ({
        'reading-is-free': 0,
        'bytes-are-pages': n,
        'no-rounding': Math.round((n * 8) / 4096),
      }),
      explain: 'Blocks of 32 bytes lie side by side: 126 to 128 of them on a page.',
    };
  }),
  asking(
    'fork-order',
    'fork',
    () => ({
      ask: 'In which order do a pre-forking server and its child call these?',
      truth: () => 'disable, load, freeze, fork, enable',
      wrong: () => ({
        'freeze-is-generation-2': 'freeze, load, disable, fork, enable',
        'reading-is-free': 'load, fork, freeze, disable, enable',
        'off-by-one': 'disable, freeze, load, fork, enable',
      }),
      explain:
        'No collection while loading, everything frozen at the fork, and the collector on in the child.',
    }),
    'order',
  ),
];
