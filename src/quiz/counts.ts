import { asking, type Misconception, printing, run, type Template } from './template';

type Wrong = Partial<Record<Misconception, (truth: number) => number>>;

const around: Wrong = {
  'forgotten-temporary': (n) => n - 1,
  'temporary-twice': (n) => n + 1,
  'names-only': () => 2,
};

/** `print(sys.getrefcount(x))` after some lines. */
function count(
  name: string,
  lines: (k: number) => string,
  explain: string,
  wrong: Wrong = {},
): Template {
  return printing(`refcounts-${name}`, 'refcounts', (random) => ({
    code: `import sys\n${lines(random.integer(2, 6))}\nprint(sys.getrefcount(x))`,
    wrong: { ...around, 'off-by-one': (n) => n + 2, ...wrong },
    explain,
  }));
}

/** Lines with objects that say when they die; the answer is what is printed. */
function deaths(
  name: string,
  body: string,
  wrong: Partial<Record<Misconception, string>>,
  explain: string,
): Template {
  const noisy = (lines: string): string =>
    `class Noisy:\n    def __init__(self, name):\n        self.name = name\n    def __del__(self):\n        print(self.name, end=' ')\n\n${lines}`;
  return asking(
    `refcounts-${name}`,
    'refcounts',
    () => ({
      ask: 'In which order are these words printed?',
      code: noisy(body),
      truth: (version) => run(noisy(body), version).trim().replace(/\s+/g, ' '),
      wrong: () => wrong,
      explain,
    }),
    'order',
  );
}

export const COUNTS: readonly Template[] = [
  count('one-name', () => 'x = []', 'The name, and the argument of the call.', {
    'names-only': () => 1,
  }),
  count(
    'aliases',
    (k) => `x = []\n${Array.from({ length: k }, (_, i) => `y${i} = x`).join('\n')}`,
    'Every name is a reference; the argument is one more.',
  ),
  count(
    'in-list',
    (k) => `x = []\nbox = [x] * ${k}`,
    'Each place in the list is a reference of its own.',
  ),
  count('in-dict', () => "x = []\nd = {'a': x, 'b': x}", 'Each value of the dict is a reference.'),
  count('in-tuple', (k) => `x = []\nt = (x,) * ${k}`, 'Each place in the tuple is a reference.'),
  count('deleted-alias', () => 'x = []\ny = x\nz = x\ndel y', '`del` takes one name away.', {
    'deletes-object': (n) => n + 1,
  }),
  count(
    'rebound',
    () => 'x = []\ny = x\ny = None',
    'Binding a name to something else drops its reference.',
    { 'deletes-object': (n) => n + 1 },
  ),
  count(
    'attribute',
    (k) =>
      `class C: pass\nx = []\nholders = [C() for _ in range(${k})]\nfor h in holders:\n    h.a = x\ndel h`,
    'Each attribute is a reference.',
  ),
  count(
    'self-reference',
    () => 'x = []\nx.append(x)',
    'The list refers to itself: that counts like any other.',
  ),
  count(
    'copy',
    () => 'x = []\na = [x]\nb = a[:]\nc = list(a)',
    'A copy of a container refers to the same objects: one more reference each.',
  ),
  count(
    'cleared',
    (k) => `x = []\nbox = [x] * ${k}\nbox.clear()`,
    'What the list held is released when it is cleared.',
    { 'names-only': (n) => n + 3 },
  ),
  count(
    'swap',
    () => 'x, y = [], []\nx, y = y, x',
    'Swapping changes which name refers to which object, not how many.',
  ),
  count(
    'argument-default',
    () => 'x = []\ndef f(a=x, b=x):\n    pass',
    'Default values belong to the function: a tuple holds them.',
  ),
  count(
    'closure',
    () =>
      'x = []\ndef outer(v):\n    def inner():\n        return v\n    return inner\nkept = outer(x)',
    'The cell of the closure holds the object after the call is over.',
  ),
  deaths(
    'del-order',
    "a = Noisy('a')\nb = Noisy('b')\ndel a\nprint('x', end=' ')\ndel b",
    { 'dies-later': 'x a b', 'first-to-last': 'a b x', 'deletes-object': 'x' },
    'Each dies inside of its own `del` statement.',
  ),
  deaths(
    'alias-order',
    "a = Noisy('a')\nb = a\ndel a\nprint('x', end=' ')\ndel b",
    { 'deletes-object': 'a x', 'dies-later': 'x', 'names-only': 'a a x' },
    'The alias keeps the object until it goes as well.',
  ),
  deaths(
    'list-order',
    "items = [Noisy('a'), Noisy('b'), Noisy('c')]\ndel items",
    { 'first-to-last': 'a b c', 'dies-later': 'c a b', 'deletes-object': 'b a c' },
    'list_dealloc releases the items from the last one to the first.',
  ),
  deaths(
    'rebind-order',
    "a = Noisy('a')\na = Noisy('b')\nprint('x', end=' ')\ndel a",
    { 'dies-later': 'x a b', 'deletes-object': 'b x a', 'first-to-last': 'b a x' },
    'The old object dies right after the new one was bound to the name.',
  ),
  deaths(
    'function-order',
    "def f():\n    a = Noisy('a')\n    b = Noisy('b')\n    print('x', end=' ')\nf()\nprint('y', end=' ')",
    { 'dies-later': 'x y a b', 'first-to-last': 'x b a y', 'deletes-object': 'x y' },
    'Locals go when the function ends: the first one first, and from 3.14 on the last one.',
  ),
  deaths(
    'holder-order',
    "a = Noisy('a')\na.held = Noisy('b')\ndel a\nprint('x', end=' ')",
    { 'first-to-last': 'b a x', 'dies-later': 'a x b', 'deletes-object': 'a x' },
    "An object's `__del__` runs before it lets go of what it holds.",
  ),
];
