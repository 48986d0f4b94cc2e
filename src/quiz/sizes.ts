import type { Random } from '../grading/exercise';
import { type Beliefs, elsewhere, printing, run, type Template, up } from './template';

/** An object that is measured. */
interface Measured {
  /** An expression, or lines that give `x` its value. */
  readonly made: string;
  /** A container: the collector's header is in its size. */
  readonly container: boolean;
  /** Whether it has elements that are objects of their own. */
  readonly elements?: boolean;
  /** The bytes of the content alone. */
  readonly data?: number;
  readonly beliefs?: Beliefs;
  readonly explain: string;
}

const program = (made: string, shown = 'sys.getsizeof(x)'): string =>
  `import sys\n${made.includes('\n') ? made : `x = ${made}`}\nprint(${shown})`;

const SMALL = '07-getsizeof-and-deep-size#what-does-getsizeof-count';
const LAYOUT = '07-getsizeof-and-deep-size#which-layout-for-records';
const TEXT = '10-interview-practice#and-on-sizes';
const GROWS = '10-interview-practice#what-does-getsizeof-tell';

/** `print(sys.getsizeof(…))`. */
function size(name: string, read: string, measured: (random: Random) => Measured): Template {
  return printing({ id: `sizes-${name}`, read }, (random) => {
    const { made, container, elements, data, beliefs, explain } = measured(random);
    const code = program(made);
    return {
      code,
      beliefs: (version) => {
        const bytes = Number(run(code, version));
        return {
          'no-gc-header': container ? bytes - 16 : undefined,
          'gc-header-for-all': container ? undefined : bytes + 16,
          'rounds-size': up(bytes, 16),
          'counts-elements': elements
            ? { run: program(made, 'sys.getsizeof(x) + sum(map(sys.getsizeof, x))') }
            : undefined,
          'data-only': data,
          'other-version': elsewhere(version, (other) => run(code, other)),
          ...beliefs,
        };
      },
      step: 8,
      explain,
    };
  });
}

const numbers = (n: number): string => Array.from({ length: n }, (_, i) => i + 1).join(', ');
/** A list that grew to a length, and one that was made with it. */
const appended = (n: number): string => `x = []\nfor i in range(${n}):\n    x.append(i)`;
const atOnce = (n: number): string => `[None] * ${n}`;
const LIST = 'An empty list has 56 bytes with the header of the collector';

export const SIZES: readonly Template[] = [
  size('list-literal', SMALL, (r) => {
    const n = r.integer(3, 9);
    return {
      made: `[${numbers(n)}]`,
      container: true,
      elements: true,
      data: 8 * n,
      beliefs: { 'always-reserve': { run: program(appended(n)) } },
      explain: `${LIST}, and each of the places has 8. Some versions give a literal of constants room for more.`,
    };
  }),
  size('list-of-tuple', SMALL, (r) => {
    const n = r.integer(3, 12);
    return {
      made: `list((${numbers(n)}))`,
      container: true,
      elements: true,
      data: 8 * n,
      beliefs: { 'always-reserve': { run: program(appended(n)) } },
      explain: `${LIST}. It is made from a tuple, so its length is known: ${n} places of 8 bytes, in some versions rounded up.`,
    };
  }),
  size('list-appended', SMALL, (r) => {
    const n = r.integer(3, 30);
    return {
      made: appended(n),
      container: true,
      elements: true,
      data: 8 * n,
      beliefs: { 'no-reserve': { run: program(atOnce(n)) } },
      explain: `${LIST}. Append takes places of 8 bytes in reserve, about an eighth more, rounded to four places.`,
    };
  }),
  size('list-multiplied', SMALL, (r) => {
    const n = r.integer(5, 60);
    return {
      made: atOnce(n),
      container: true,
      elements: true,
      data: 8 * n,
      beliefs: { 'always-reserve': { run: program(appended(n)) } },
      explain: `${LIST}. \`[x] * n\` takes exactly n places: 56 + 8 × ${n} = ${56 + 8 * n}.`,
    };
  }),
  size('list-comprehension', SMALL, (r) => {
    const n = r.integer(5, 40);
    return {
      made: `[i for i in range(${n})]`,
      container: true,
      elements: true,
      data: 8 * n,
      beliefs: { 'no-reserve': { run: program(atOnce(n)) } },
      explain: `A comprehension appends, item by item. It has room in reserve for more than ${n} places, like any list that grows.`,
    };
  }),
  size('tuple', SMALL, (r) => {
    const n = r.integer(1, 9);
    return {
      made: `(${numbers(n)},)`,
      container: true,
      elements: true,
      data: 8 * n,
      explain: `An empty tuple has 40 bytes with the header of the collector, and each item 8. From 3.14 on it keeps its hash in 8 more. Here there are ${n}.`,
    };
  }),
  size('empty-tuple', SMALL, () => ({
    made: '()',
    container: true,
    data: 0,
    explain:
      "The collector's header has 16 bytes, and count, type and length have 8 each. From 3.14 on the hash takes 8 more.",
  })),
  size('empty-list', SMALL, () => ({
    made: '[]',
    container: true,
    data: 0,
    explain:
      "The collector's header has 16 bytes, and count, type, length, the pointer to the array and its room have 8 each.",
  })),
  size('empty-dict', GROWS, () => ({
    made: '{}',
    container: true,
    data: 0,
    explain:
      'An empty dict has its own 48 bytes and the header of 16. Its table belongs to all empty dicts.',
  })),
  size('dict', GROWS, (r) => {
    const n = r.integer(1, 20);
    return {
      made: `dict.fromkeys(range(${n}))`,
      container: true,
      elements: true,
      data: 16 * n,
      explain: `Its own 64 bytes, and a table: a power of two slots, two thirds of them usable, with an entry for each of these. Here it has ${n} keys.`,
    };
  }),
  size('set', SMALL, (r) => {
    const n = r.integer(1, 30);
    return {
      made: `set(range(${n}))`,
      container: true,
      elements: true,
      data: 8 * n,
      explain: `A set has eight places inside of the object. More than four elements move to a table of 16 bytes a place. Here there are ${n}.`,
    };
  }),
  size('frozenset', SMALL, (r) => {
    const n = r.integer(1, 12);
    return {
      made: `frozenset(range(${n}))`,
      container: true,
      elements: true,
      data: 8 * n,
      explain: `A frozenset is laid out as a set: eight places inside, and a table beside it for more. Here it has ${n} elements.`,
    };
  }),
  size('small-int', SMALL, (r) => ({
    made: String(r.integer(1, 2 ** 30 - 1)),
    container: false,
    data: 8,
    explain: 'An int has 24 bytes for count, type and length, and 4 for each digit of 30 bits.',
  })),
  size('large-int', SMALL, (r) => {
    const digits = r.integer(2, 9);
    const bits = 30 * digits - 3;
    return {
      made: `2 ** ${bits}`,
      container: false,
      data: Math.ceil((bits + 1) / 8),
      beliefs: { 'eight-byte-digits': 24 + 8 * Math.ceil((bits + 1) / 64) },
      explain: `The number has ${bits + 1} bits, so it needs ${digits} digits of 30. With 4 bytes each, behind 24, that is ${24 + 4 * digits}.`,
    };
  }),
  size('zero', SMALL, () => ({
    made: '0',
    container: false,
    data: 8,
    explain:
      'Up to 3.11 zero has no digit at all: 24 bytes. From 3.12 on it has one, like every small int.',
  })),
  size('float', SMALL, (r) => ({
    made: `${r.integer(1, 99)}.5`,
    container: false,
    data: 8,
    explain: 'A float has its count, its type and the number: 8 bytes each.',
  })),
  size('ascii', TEXT, (r) => {
    const n = r.integer(2, 60);
    return {
      made: `'a' * ${n}`,
      container: false,
      data: n,
      explain: `ASCII text has one byte for each of ${n} characters and one for the end, behind its struct. That has 48 bytes up to 3.11, and 40 from 3.12 on.`,
    };
  }),
  size('latin', TEXT, (r) => {
    const n = r.integer(2, 60);
    return {
      made: `'\u00e9' * ${n}`,
      container: false,
      data: n,
      beliefs: { 'utf-8': { run: program(`'\u00e9' * ${2 * n}`) } },
      explain: `Beyond ASCII the struct is larger, 72 bytes up to 3.11 and 56 from 3.12 on. Up to U+00FF each of ${n} characters still has one byte, and the end one.`,
    };
  }),
  size('wide', TEXT, (r) => {
    const n = r.integer(2, 60);
    const other = (char: string, count: number): { readonly run: string } => ({
      run: program(`'${char}' * ${count}`),
    });
    return {
      made: `'\u20ac' * ${n}`,
      container: false,
      data: 2 * n,
      beliefs: {
        // Three bytes a character, and as one-byte text.
        'utf-8': other('\u00e9', 3 * n),
        'one-byte-each': other('\u00e9', n),
        'four-bytes-each': other('\u{1f600}', n),
      },
      explain: `A character above U+00FF makes every character of its string take two bytes: 2 × ${n} and 2 for the end, behind a struct of 72 bytes up to 3.11 and 56 from 3.12 on.`,
    };
  }),
  size('bytes', SMALL, (r) => {
    const n = r.integer(1, 100);
    return {
      made: `b'x' * ${n}`,
      container: false,
      data: n,
      beliefs: { 'eight-bytes-each': 33 + 8 * n },
      explain: `A bytes object has 33 bytes, the one at its end counted, and its content: 33 + ${n} = ${33 + n}.`,
    };
  }),
  size('range', SMALL, (r) => {
    const n = r.integer(10, 10 ** 6);
    return {
      made: `range(${n})`,
      container: false,
      data: 24,
      beliefs: { 'range-holds-all': 56 + 8 * n },
      explain: 'A range holds count, type, start, stop, step and length: six times 8 bytes.',
    };
  }),
  size('slots', LAYOUT, (r) => {
    const n = r.integer(1, 6);
    const names = Array.from({ length: n }, (_, i) => `'a${i}'`);
    const made = `class C:\n    __slots__ = (${names.join(', ')},)\n\nx = C()`;
    const withDict = `class C:\n    pass\n\nx = C()\nfor name in (${names.join(', ')},):\n    setattr(x, name, None)`;
    return {
      made,
      container: true,
      data: 8 * n,
      beliefs: {
        'slots-have-a-dict': {
          run: program(withDict, 'sys.getsizeof(x) + sys.getsizeof(x.__dict__)'),
        },
      },
      explain: `The header of the collector has 16 bytes, count and type 16, and each slot 8: 32 + 8 × ${n} = ${32 + 8 * n}. There is no dict.`,
    };
  }),
];
