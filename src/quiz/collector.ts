import { collectionPhases } from '../charts';
import type { Process } from '../process';
import { boot } from '../python';
import { lineOf } from './counts';
import { asking, type Beliefs, elsewhere, printing, SIZE, type Template } from './template';

const HOW = '05-cyclic-gc#how-does-it-work';
const WHO = '05-cyclic-gc#who-takes-part';
const WHEN = '05-cyclic-gc#when-does-it-run';
const FINALIZERS = '05-cyclic-gc#what-about-finalizers';

/** The objects of a program that calls `gc.collect()`. */
interface Objects {
  /** Containers in cycles that nothing holds from outside. */
  readonly cyclic: number;
  readonly cycles: number;
  /** Containers that only those hold. */
  readonly tail?: number;
  /** Numbers and strings that only those hold. */
  readonly atoms?: number;
  /** Containers that died by their counts: in a chain, or for themselves. */
  readonly chain?: number;
  readonly dead?: number;
  /** Containers of the program that can still be reached. */
  readonly reachable?: number;
}

function foundBeliefs(objects: Objects): Beliefs {
  const { cyclic, cycles, tail = 0, atoms = 0, chain = 0, dead = 0, reachable = 0 } = objects;
  const garbage = cyclic + tail;
  return {
    'counting-frees-cycles': garbage > 0 ? 0 : undefined,
    'counts-cycles': cyclic > 0 ? cycles : undefined,
    'cycle-members-only': tail > 0 ? cyclic : undefined,
    'atoms-tracked': atoms > 0 ? garbage + atoms : undefined,
    'chains-wait': chain > 0 ? garbage + chain : undefined,
    'counts-the-dead': dead > 0 ? garbage + dead : undefined,
    'collects-reachable': reachable > 0 ? garbage + reachable : undefined,
  };
}

/** What `gc.collect()` finds after some lines. */
function found(
  name: string,
  lines: (k: number) => string,
  objects: (k: number) => Objects,
  explain: string,
): Template {
  return printing(
    { id: `gc-${name}`, read: '05-cyclic-gc#why-are-counts-not-enough' },
    (random) => {
      const k = random.integer(2, 5);
      return {
        code: `import gc\ngc.disable()\ngc.collect()\n${lines(k)}\nprint(gc.collect())`,
        beliefs: () => foundBeliefs(objects(k)),
        explain,
      };
    },
  );
}

const thresholds = (version: string): number[] => [
  ...boot(version, { size: SIZE }).gc.get_threshold(),
];

/** Two lists that hold each other; the first has this number of names. */
function pair(version: string, names: number): { readonly p: Process; readonly first: number } {
  const p = boot(version, { startUp: 'none', size: SIZE });
  p.gc.disable();
  const [a, b] = [p.PyList_New(0), p.PyList_New(0)];
  p.PyList_Append(a, b);
  p.PyList_Append(b, a);
  p.Py_DECREF(b);
  if (names === 0) p.Py_DECREF(a);
  if (names === 2) p.Py_INCREF(a);
  return { p, first: a };
}

const GENERATION =
  'import gc\ngc.disable()\ngc.collect()\nx = [[]]\ngc.collect(0)\nprint(any(o is x for o in gc.get_objects(0)), any(o is x for o in gc.get_objects(1)), any(o is x for o in gc.get_objects(2)))';

const RESURRECTION =
  "import gc\nclass C:\n    def __del__(self):\n        saved.append(self)\nsaved = []\nc = C()\nc.me = c\ndel c\ngc.collect()\nprint(len(saved), end=' ')\nsaved.clear()\ngc.collect()\nprint(len(saved))";

const WEAKREF =
  'import gc, weakref\nclass C: pass\nc = C()\nc.me = c\nr = weakref.ref(c)\ndel c\nprint(r() is None, end=" ")\ngc.collect()\nprint(r() is None)';

const freeze = (k: number): string =>
  `import gc\ngc.disable()\ngc.collect()\nbefore = gc.get_freeze_count()\nx = [[] for _ in range(${k})]\ngc.freeze()\nprint(any(o is x for o in gc.get_objects(2)), gc.get_freeze_count() - before > ${k})`;

const CACHE =
  "import gc, weakref\ncache = {}                       # A\nclass User:\n    def __init__(self, name):\n        self.name = name         # B\n        cache[name] = self       # C\nu = User('ann')\nr = weakref.ref(u)\ndel u                            # D\nprint('C' if r() is not None else 'none')";

/** Whether a value is tracked to somebody who goes by what it holds now. */
const holdsContainers = (value: string): boolean => /[[{(].*[[{(]/.test(value);

const truth = (value: boolean): string => (value ? 'True' : 'False');

export const COLLECTOR: readonly Template[] = [
  found(
    'pair',
    () => 'a, b = [], []\na.append(b)\nb.append(a)\ndel a, b',
    () => ({ cyclic: 2, cycles: 1 }),
    'Both are garbage: each is held only by the other.',
  ),
  found(
    'ring',
    (k) =>
      `ring = [[] for _ in range(${k})]\nfor i in range(${k}):\n    ring[i].append(ring[i - 1])\ndel ring, i`,
    (k) => ({ cyclic: k, cycles: 1, dead: 1 }),
    'Every list of the ring is garbage. The list that held them died by its count.',
  ),
  found(
    'self',
    () => 'a = []\na.append(a)\ndel a',
    () => ({ cyclic: 1, cycles: 1 }),
    'A list that holds itself is a cycle of one.',
  ),
  found(
    'held',
    () => 'a, b = [], []\na.append(b)\nb.append(a)\ndel a',
    () => ({ cyclic: 0, cycles: 0, reachable: 2 }),
    'One name still holds b, and b holds a: both can be reached.',
  ),
  found(
    'chain',
    (k) => `a = []\nfor _ in range(${k}):\n    a = [a]\ndel a`,
    (k) => ({ cyclic: 0, cycles: 0, chain: k + 1 }),
    'The chain dies by reference counting alone. The collector finds nothing.',
  ),
  found(
    'dict-pair',
    () => "a, b = {}, {}\na['b'] = b\nb['a'] = a\ndel a, b",
    () => ({ cyclic: 2, cycles: 1, atoms: 2 }),
    'Two dicts that hold each other. Their keys are strings, which the collector does not look at.',
  ),
  found(
    'with-tail',
    () => 'a, b = [], []\na.append(a)\na.append(b)\ndel a, b',
    () => ({ cyclic: 1, cycles: 1, tail: 1 }),
    'b is in no cycle, but only garbage holds it: it is found as well.',
  ),
  printing({ id: 'gc-tracked', read: WHO }, (r) => {
    const [yes, no] = [
      r.pick(['[]', '[1]', '{1: []}', 'set()']),
      r.pick(['1', "'a'", '2.5', 'None', "b'x'"]),
    ];
    return {
      code: `import gc\nprint(gc.is_tracked(${yes}), gc.is_tracked(${no}))`,
      beliefs: () => ({
        'atoms-tracked': 'True True',
        'tracked-by-content': `${truth(holdsContainers(yes))} False`,
      }),
      explain: 'Containers are tracked. Numbers and text can hold nothing, and are not.',
    };
  }),
  asking({ id: 'gc-threshold', read: WHEN }, () => ({
    ask: 'What is the first threshold of gc.get_threshold() at the start?',
    truth: (v) => thresholds(v)[0]!,
    beliefs: (v) => ({
      'other-version': elsewhere(v, (other) => thresholds(other)[0]!),
      'second-threshold': thresholds(v)[1]!,
    }),
    others: [1000, 500],
    explain: '700 up to 3.12, 2000 from 3.13 on.',
  })),
  asking({ id: 'gc-subtract', read: HOW }, (r) => {
    const names = r.integer(0, 2);
    return {
      ask: `Two lists hold each other; ${names === 0 ? 'no name holds' : names === 1 ? 'one name holds' : 'two names hold'} the first. After the collector subtracted the inner references, what is gc_refs of the first?`,
      truth: (v) => {
        const { p, first } = pair(v, names);
        const view = [...p.gc.collectStepwise(0)].find(({ phase }) => phase === 'refs-subtracted')!;
        return view.objects.find(({ address }) => address === first)!.gc_refs;
      },
      beliefs: () => ({ 'not-subtracted': names + 1, 'all-subtracted': 0 }),
      explain: `Its count is ${names + 1}. One of these references comes from inside, from the other list.`,
      chart: (v) => collectionPhases([...pair(v, names).p.gc.collectStepwise(0)]),
    };
  }),
  printing({ id: 'gc-generation', read: WHEN }, () => ({
    code: GENERATION,
    beliefs: () => ({
      'stays-young': { run: GENERATION.replace('gc.collect(0)\n', '') },
      'straight-to-oldest': { run: GENERATION.replace('gc.collect(0)', 'gc.collect(2)') },
      // An object that is collected is in no generation.
      'collects-reachable': 'False False False',
    }),
    explain: 'What survives a collection of generation 0 moves to generation 1.',
  })),
  printing({ id: 'gc-resurrection', read: FINALIZERS }, () => ({
    code: RESURRECTION,
    beliefs: () => ({
      'no-resurrection': { run: RESURRECTION.replace('saved.append(self)', 'pass') },
      'finalizer-each-time': {
        // A second object's finalizer runs in the place of a second run.
        run: RESURRECTION.replace('saved.clear()', 'saved.clear()\nc = C()\nc.me = c\ndel c'),
      },
    }),
    others: ['0 1', '1 2'],
    explain:
      'The first collection runs the finalizer, which stores the object. It runs once: the second collection frees the object without it.',
  })),
  printing({ id: 'gc-weakref', read: FINALIZERS }, () => ({
    code: WEAKREF,
    beliefs: () => ({
      'counting-frees-cycles': { run: WEAKREF.replace('c.me = c\n', '') },
      'weakref-holds': { run: WEAKREF.replace('weakref.ref(c)', '(lambda o: lambda: o)(c)') },
    }),
    explain:
      'After `del` the cycle still holds itself. The collector finds it, and the weak reference is cleared.',
  })),
  printing({ id: 'gc-freeze-count', read: '09-gc-freeze-before-fork#what-does-freeze-do' }, (r) => {
    const k = r.integer(10, 90);
    const code = freeze(k);
    return {
      code,
      beliefs: () => ({
        // The belief: it moves everything to generation 2, and counts what is there.
        'freeze-is-generation-2': {
          run: code
            .replace('gc.freeze()', 'gc.collect()')
            .replace('gc.get_freeze_count() - before', 'len(gc.get_objects(2))'),
        },
        'freeze-does-nothing': { run: code.replace('gc.freeze()\n', '') },
      }),
      explain:
        'Frozen objects leave their generation for the permanent one, which `get_freeze_count` counts.',
    };
  }),
  printing(
    { id: 'gc-bug', read: '10-interview-practice#and-on-the-collector', kind: 'bug' },
    () => ({
      ask: 'The cache should not keep its users alive. Which line has the bug?',
      code: CACHE,
      beliefs: () => ({ 'deletes-object': lineOf(CACHE, /^del /) }),
      others: ['A', 'B'],
      explain: 'Line C stores a strong reference. A `WeakValueDictionary` for the cache would not.',
    }),
  ),
];
