import type { Random } from '../grading/exercise';
import { type Misconception, printing, type Template } from './template';

type Wrong = Partial<Record<Misconception, (truth: number) => number>>;

const up16 = (n: number): number => Math.ceil(n / 16) * 16;
const header: Wrong = { 'no-gc-header': (n) => n - 16, 'no-rounding': (n) => up16(n + 8) };
/** Of what has elements: as if small ints were counted with it. */
const elements = (count: number): Wrong => ({ 'counts-elements': (n) => n + 28 * count });

/** `print(sys.getsizeof(…))` of an expression. */
function size(
  name: string,
  expression: (random: Random) => readonly [text: string, wrong: Wrong],
  explain: string,
): Template {
  return printing(`sizes-${name}`, 'sizes', (random) => {
    const [text, wrong] = expression(random);
    const setup = text.includes('\n') ? text : `x = ${text}`;
    return {
      code: `import sys\n${setup}\nprint(sys.getsizeof(x))`,
      wrong: { 'off-by-one': (n) => n + 8, ...wrong },
      explain,
    };
  });
}

const numbers = (n: number): string => Array.from({ length: n }, (_, i) => i + 1).join(', ');

export const SIZES: readonly Template[] = [
  size(
    'list-literal',
    (r) => {
      const n = r.integer(3, 9);
      return [`[${numbers(n)}]`, { ...header, ...elements(n) }];
    },
    'A list object is 56 bytes with the header of the collector, and 8 for each place.',
  ),
  size(
    'list-of-tuple',
    (r) => {
      const n = r.integer(3, 12);
      return [`list((${numbers(n)}))`, { ...header, ...elements(n) }];
    },
    'A list that is made from a tuple knows its length, and takes the places it needs.',
  ),
  size(
    'list-appended',
    (r) => {
      const n = r.integer(3, 30);
      return [
        `x = []\nfor i in range(${n}):\n    x.append(i)`,
        { 'no-reserve': () => 56 + 8 * n, ...elements(n) },
      ];
    },
    'Append takes room in reserve, about an eighth, rounded to four places.',
  ),
  size(
    'list-multiplied',
    (r) => {
      const n = r.integer(5, 60);
      return [`[None] * ${n}`, { ...header, 'always-reserve': (s) => s + 8 * ((n >> 3) + 6) }];
    },
    '`[x] * n` takes exactly n places: its length is known beforehand.',
  ),
  size(
    'list-comprehension',
    (r) => {
      const n = r.integer(5, 40);
      return [`[i for i in range(${n})]`, { 'no-reserve': () => 56 + 8 * n, ...elements(n) }];
    },
    'A comprehension appends, item by item: it has room in reserve like any list that grows.',
  ),
  size(
    'tuple',
    (r) => {
      const n = r.integer(1, 9);
      return [`(${numbers(n)},)`, { ...header, ...elements(n) }];
    },
    'A tuple is 40 bytes with the header of the collector, and 8 for each item.',
  ),
  size('empty-tuple', () => ['()', header], 'The empty tuple: header, count, type, length.'),
  size('empty-list', () => ['[]', header], 'An empty list has no array of references yet.'),
  size(
    'empty-dict',
    () => ['{}', header],
    'An empty dict shares a table that belongs to all of them.',
  ),
  size(
    'dict',
    (r) => {
      const n = r.integer(1, 20);
      return [`dict.fromkeys(range(${n}))`, { ...header, ...elements(n) }];
    },
    'A dict has a table of a power of two slots, used to two thirds, beside its 64 bytes.',
  ),
  size(
    'set',
    (r) => {
      const n = r.integer(1, 30);
      return [`set(range(${n}))`, { ...header, ...elements(n) }];
    },
    'A set has eight places inside of the object; more go to a table of 16 bytes for each place.',
  ),
  size(
    'frozenset',
    (r) => {
      const n = r.integer(1, 12);
      return [`frozenset(range(${n}))`, { ...header, ...elements(n) }];
    },
    'A frozenset has the struct of a set.',
  ),
  size(
    'small-int',
    (r) => [
      String(r.integer(1, 2 ** 30 - 1)),
      { 'no-rounding': (n) => up16(n), 'eight-byte-steps': () => 8 },
    ],
    'An int has digits of 30 bits, four bytes each, behind 24 bytes.',
  ),
  size(
    'large-int',
    (r) => {
      const digits = r.integer(2, 9);
      return [
        `2 ** ${30 * digits - 3}`,
        { 'no-rounding': (n) => up16(n), 'eight-byte-steps': () => 8 },
      ];
    },
    'As many digits of 30 bits as the number needs.',
  ),
  size(
    'zero',
    () => [
      '0',
      { 'no-rounding': () => 32, 'eight-byte-steps': () => 8, 'other-version': (n) => 52 - n },
    ],
    'Up to 3.11 zero has no digit at all: 24 bytes. From 3.12 on it has one, like every small int.',
  ),
  size(
    'float',
    (r) => [`${r.integer(1, 99)}.5`, { 'no-rounding': () => 32, 'eight-byte-steps': () => 8 }],
    'A float is its count, its type and eight bytes of number.',
  ),
  size(
    'ascii',
    (r) => {
      const n = r.integer(2, 60);
      return [`'a' * ${n}`, { 'counts-elements': (s) => s + n, 'no-rounding': (s) => up16(s + 1) }];
    },
    'ASCII text takes one byte for each character, one for the end, behind the struct.',
  ),
  size(
    'latin',
    (r) => {
      const n = r.integer(2, 60);
      return [
        `'\u00e9' * ${n}`,
        { 'counts-elements': (s) => s + n, 'other-version': (s) => s - 24 },
      ];
    },
    'Beyond ASCII the struct is larger; up to U+00FF a character still takes one byte.',
  ),
  size(
    'wide',
    (r) => {
      const n = r.integer(2, 60);
      return [
        `'\u20ac' * ${n}`,
        { 'counts-elements': (s) => s - n, 'no-rounding': (s) => s + 2 * n },
      ];
    },
    'A character above U+00FF makes every character of its string take two bytes.',
  ),
  size(
    'bytes',
    (r) => {
      const n = r.integer(1, 100);
      return [
        `b'x' * ${n}`,
        { 'no-rounding': (s) => up16(s), 'counts-elements': (s) => s + 7 * n },
      ];
    },
    'A bytes object is 33 bytes and one for each byte.',
  ),
  size(
    'range',
    (r) => [
      `range(${r.integer(10, 10 ** 6)})`,
      { 'counts-elements': (n) => n + 8000, 'no-gc-header': (n) => n + 16 },
    ],
    'A range holds its start, stop and step, however long it is.',
  ),
  size(
    'slots',
    (r) => {
      const n = r.integer(1, 6);
      const names = Array.from({ length: n }, (_, i) => `'a${i}'`).join(', ');
      return [
        `class C:\n    __slots__ = (${names},)\n\nx = C()`,
        { ...header, 'counts-elements': (s) => s + 104 },
      ];
    },
    'Header of the collector, count, type, and eight bytes for each slot; no dict.',
  ),
];
