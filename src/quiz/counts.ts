import type { Misconception } from './misconceptions';
import { type Beliefs, elsewhere, printing, run, type Template } from './template';

/** Who refers to the object of a question, besides the argument of `sys.getrefcount`. */
interface Holders {
  readonly names: number;
  /** Places in containers, attributes, cells. */
  readonly places?: number;
  /** The containers that have those places, where there are fewer of them. */
  readonly containers?: number;
  /** Misconceptions of this program, and how many references they see more or fewer. */
  readonly special?: Partial<Record<Misconception, number>>;
}

function counted({ names, places = 0, containers = places, special = {} }: Holders): Beliefs {
  const all = names + places;
  return {
    'forgotten-temporary': all,
    'temporary-twice': all + 2,
    'names-only': places > 0 ? names + 1 : undefined,
    'container-once': containers < places ? names + containers + 1 : undefined,
    ...Object.fromEntries(Object.entries(special).map(([name, by]) => [name, all + by + 1])),
  };
}

const HOLDS = '04-reference-counting#who-counts-as-a-holder';
const FREED = '04-reference-counting#when-is-it-freed';

/** `print(sys.getrefcount(x))` after some lines. */
function count(
  name: string,
  lines: (k: number) => string,
  holders: (k: number) => Holders,
  explain: (k: number) => string,
): Template {
  return printing({ id: `refcounts-${name}`, read: HOLDS }, (random) => {
    const k = random.integer(2, 6);
    return {
      code: `import sys\n${lines(k)}\nprint(sys.getrefcount(x))`,
      beliefs: () => counted(holders(k)),
      explain: `${explain(k)} The argument of the call is one more.`,
    };
  });
}

const noisy = (lines: string): string =>
  `class Noisy:\n    def __init__(self, name):\n        self.name = name\n    def __del__(self):\n        print(self.name, end=' ')\n\n${lines}`;

interface Deaths {
  readonly body: string;
  /** Programs in which a misconception is true. */
  readonly beliefs?: Partial<Record<Misconception, string>>;
  readonly others?: readonly string[];
  readonly explain: string;
}

/** Lines with objects that say when they die. */
function deaths(name: string, { body, beliefs = {}, others, explain }: Deaths): Template {
  const printed = (version: string): string => run(noisy(body), version);
  return printing({ id: `refcounts-${name}`, read: FREED, kind: 'order' }, () => ({
    ask: 'In which order are these words printed?',
    code: noisy(body),
    beliefs: (version) => ({
      'dies-later': deathsLast(printed(version)),
      'other-version': elsewhere(version, printed),
      ...Object.fromEntries(
        Object.entries(beliefs).map(([belief, lines]) => [belief, { run: noisy(lines) }]),
      ),
    }),
    ...(others && { others }),
    explain,
  }));
}

/** What the program prints by itself, x and y, and then the objects that died. */
function deathsLast(printed: string): string {
  const words = printed.split(' ');
  const own = (word: string): boolean => word === 'x' || word === 'y';
  return [...words.filter(own), ...words.filter((word) => !own(word))].join(' ');
}

export const COUNTS: readonly Template[] = [
  count(
    'one-name',
    () => 'x = []',
    () => ({ names: 1 }),
    () => 'One name refers to the list.',
  ),
  count(
    'aliases',
    (k) => `x = []\n${Array.from({ length: k }, (_, i) => `y${i} = x`).join('\n')}`,
    (k) => ({ names: 1 + k }),
    (k) => `${k + 1} names refer to the list.`,
  ),
  count(
    'in-list',
    (k) => `x = []\nbox = [x] * ${k}`,
    (k) => ({ names: 1, places: k, containers: 1 }),
    (k) => `One name and ${k} places in the other list refer to it.`,
  ),
  count(
    'in-dict',
    () => "x = []\nd = {'a': x, 'b': x}",
    () => ({ names: 1, places: 2, containers: 1 }),
    () => 'One name and two values of the dict refer to the list.',
  ),
  count(
    'in-tuple',
    (k) => `x = []\nt = (x,) * ${k}`,
    (k) => ({ names: 1, places: k, containers: 1 }),
    (k) => `One name and ${k} places in the tuple refer to the list.`,
  ),
  count(
    'deleted-alias',
    () => 'x = []\ny = x\nz = x\ndel y',
    () => ({ names: 2, special: { 'del-keeps': 1 } }),
    () => '`del` took one of three names away.',
  ),
  count(
    'rebound',
    () => 'x = []\ny = x\ny = None',
    () => ({ names: 1, special: { 'rebinding-keeps': 1 } }),
    () => 'Of two names, one refers to something else by now.',
  ),
  count(
    'attribute',
    (k) =>
      `class C: pass\nx = []\nholders = [C() for _ in range(${k})]\nfor h in holders:\n    h.a = x\ndel h`,
    (k) => ({ names: 1, places: k }),
    (k) => `One name and ${k} attributes refer to the list.`,
  ),
  count(
    'self-reference',
    () => 'x = []\nx.append(x)',
    () => ({ names: 1, places: 1 }),
    () => 'One name refers to the list, and the list to itself.',
  ),
  count(
    'copy',
    () => 'x = []\na = [x]\nb = a[:]\nc = list(a)',
    () => ({ names: 1, places: 3, special: { 'copies-are-deep': -2 } }),
    () => 'One name and three lists refer to it: the first one and its two copies.',
  ),
  count(
    'cleared',
    (k) => `x = []\nbox = [x] * ${k}\nbox.clear()`,
    (k) => ({ names: 1, special: { 'clear-keeps': k } }),
    () => 'Only the name is left: the other list was cleared.',
  ),
  count(
    'swap',
    () => 'x, y = [], []\nx, y = y, x',
    () => ({ names: 1, special: { 'swap-shares': 1 } }),
    () => 'Each list has one name, before and after.',
  ),
  count(
    'argument-default',
    () => 'x = []\ndef f(a=x, b=x):\n    pass',
    () => ({ names: 1, places: 2, special: { 'defaults-at-call': -2 } }),
    () => 'One name refers to the list, and the tuple of defaults twice.',
  ),
  count(
    'closure',
    () =>
      'x = []\ndef outer(v):\n    def inner():\n        return v\n    return inner\nkept = outer(x)',
    () => ({ names: 1, places: 1, special: { 'call-forgets': -1 } }),
    () => 'One name and the cell of the closure refer to the list.',
  ),
  deaths('del-order', {
    body: "a = Noisy('a')\nb = Noisy('b')\ndel a\nprint('x', end=' ')\ndel b",
    explain: 'Each dies inside of its own `del` statement.',
  }),
  deaths('alias-order', {
    body: "a = Noisy('a')\nb = a\ndel a\nprint('x', end=' ')\ndel b",
    beliefs: { 'deletes-object': "a = Noisy('a')\ndel a\nprint('x', end=' ')" },
    others: ['a x a', 'x'],
    explain: 'After the first `del` one name is left. The object dies with the second one.',
  }),
  deaths('list-order', {
    body: "items = [Noisy('a'), Noisy('b'), Noisy('c')]\ndel items",
    beliefs: {
      'first-to-last':
        "items = [Noisy('a'), Noisy('b'), Noisy('c')]\nwhile items:\n    del items[0]",
    },
    explain: '`list_dealloc` lets go of the items from the last one to the first.',
  }),
  deaths('rebind-order', {
    body: "a = Noisy('a')\na = Noisy('b')\nprint('x', end=' ')\ndel a",
    beliefs: {
      'rebinding-keeps':
        "a = Noisy('a')\nkept = a\na = Noisy('b')\nprint('x', end=' ')\ndel a\ndel kept",
    },
    explain: 'The old object dies right after the name got the new one.',
  }),
  deaths('function-order', {
    body: "def f():\n    a = Noisy('a')\n    b = Noisy('b')\n    print('x', end=' ')\nf()\nprint('y', end=' ')",
    explain:
      'Locals go when the function ends: the first one first, and from 3.14 on the last one first.',
  }),
  deaths('holder-order', {
    body: "a = Noisy('a')\na.held = Noisy('b')\ndel a\nprint('x', end=' ')",
    beliefs: {
      'held-dies-first':
        "a = Noisy('a')\na.held = Noisy('b')\ndel a.held\ndel a\nprint('x', end=' ')",
      'held-survives': "a = Noisy('a')\nb = a.held = Noisy('b')\ndel a\nprint('x', end=' ')\ndel b",
    },
    explain: "An object's `__del__` runs first. Then it lets go of what it holds, and that dies.",
  }),
  refcountsBug(),
];

/** Which line keeps an object alive: an exception that is kept. */
function refcountsBug(): Template {
  const code =
    "import weakref\nclass Big: pass\nrefs = []\ndef work():\n    big = Big()                  # A\n    refs.append(weakref.ref(big))\n    raise ValueError('x')        # B\ntry:\n    work()\nexcept ValueError as error:\n    last = error                 # C\nprint('C' if refs[0]() is not None else 'none')";
  return printing(
    { id: 'refcounts-bug', read: '10-interview-practice#when-is-an-object-freed', kind: 'bug' },
    () => ({
      ask: 'After the except block, the big object should be gone. Which line keeps it?',
      code,
      beliefs: () => ({
        // The one line that gives the object a name; and none, where nothing dies at once.
        'names-only': lineOf(code, /= Big\(\)/),
        'dies-later': 'none of them',
      }),
      others: ['B'],
      explain:
        'Line C keeps the exception. It holds its traceback, the traceback the frame, and the frame its locals.',
    }),
  );
}

/** The letter behind the line of a program that a pattern finds. */
export function lineOf(code: string, pattern: RegExp): string | undefined {
  const line = code.split('\n').find((text) => pattern.test(text) && /# [A-D]$/.test(text));
  return line?.at(-1);
}
