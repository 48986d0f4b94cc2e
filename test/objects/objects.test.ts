import { getsizeof } from '../../src/objects';
import type { Interpreter } from '../../src/objects/interpreter';
import { golden, RELEASES } from '../support/golden';
import { interpreter } from '../support/interpreter';
import { MAKERS } from '../support/makers';

interface Recorded {
  readonly objects: Record<string, { getsizeof: number } & Record<string, string | number>>;
}

function hexWord(py: Interpreter, word: number): string {
  const value = (BigInt(py.i32[word + 1]! >>> 0) << 32n) | BigInt(py.i32[word]! >>> 0);
  return value.toString(16);
}

/** The word of the memory that the recorder says is behind an object. */
function behind(py: Interpreter, op: number, part: string): number {
  const { instanceDict } = py.version.objects;
  switch (part) {
    case 'ob_item':
      return py.load(op + 6);
    case 'ob_bytes':
    case 'ma_keys':
      return py.load(op + 8);
    case 'table':
      return py.load(op + 10);
    case 'header':
      return op - 8;
    case 'dict':
      return py.load(op + 4);
    case 'values':
      if (instanceDict === 'dict-slot') return py.load(py.load(op + 4) + 10);
      if (instanceDict === 'values-and-dict') return py.load(op - 8);
      return instanceDict === 'values-or-dict' ? py.load(op - 6) + 1 : op + 4;
    default:
      return op;
  }
}

function isOld(version: string): boolean {
  return /^3\.([89]|10)$/.test(version);
}

/**
 * Words that say nothing of the object: the hash of a shared character, which somebody asked for,
 * versions of dicts, keys and functions, and the bits of a string's state that nobody initialises.
 */
function mask(name: string, part: string, index: number, version: string): bigint {
  const all = 2n ** 64n - 1n;
  const history = name === 'str latin1 char' || name === "str 'a'";
  if (part === 'words' && history && index === 3) return 0n;
  if (part === 'words' && history && index === 6 && !isOld(version)) return 0n;
  if (part === 'words' && name === "str 'a'" && index === 4 && isOld(version)) return 0xfcn;
  if (part === 'words' && name === 'function' && index > 13) return 0n;
  // A tagged pointer.
  if (part === 'header' && version === '3.12' && index === 1) return 7n;
  if (part === 'words' && name.startsWith('str')) return index === 4 ? 0xffn : all;
  if (part === 'words' && name.startsWith('dict') && index === 3) return 0n;
  if (part === 'dict' && index === 3) return 0n;
  if (part === 'ma_keys' && index === 1 && !isOld(version)) return 0xffffffn;
  return all;
}

/** Objects that start-up code holds too: their count to 3.11 is the interpreter's history. */
const SHARED =
  /^(int (0|1|-5|256)|bool|None|str ''|str 'a'|str latin1 char|bytes b''|bytes b'a'|tuple \(\))/;

describe.each(RELEASES)('objects of %s, word for word', (version) => {
  const recorded = golden<Recorded>('objects', `${version}.json`).objects;
  const py = interpreter(version);

  test.each(Object.keys(recorded).filter((name) => MAKERS[name]))('%s', (name) => {
    const op = MAKERS[name]!(py);
    const { getsizeof: size, ...parts } = recorded[name]!;
    expect(getsizeof(py, op)).toBe(size);
    for (const [part, text] of Object.entries(parts)) {
      const start = behind(py, op, part);
      const differing = String(text)
        .split(' ')
        .flatMap((word, index) => {
          if (part === 'words' && index === 0 && SHARED.test(name)) {
            if (py.version.objects.refcounts.immortal === undefined) return [];
          }
          const ours = hexWord(py, start + index * 2);
          if (word === 'P') {
            // A pointer: the value here must be one too, or zero where only its owner knows.
            return py.load(start + index * 2) === 0 && !/function|cell/.test(name)
              ? [`${part}[${index}] P ${ours}`]
              : [];
          }
          const bits = mask(name, part, index, version);
          const same = (BigInt(`0x${word}`) & bits) === (BigInt(`0x${ours}`) & bits);
          return same ? [] : [`${part}[${index}] ${word} ${ours}`];
        });
      expect(differing).toEqual([]);
    }
  });

  test('every recorded object is made here', () => {
    const left = Object.keys(recorded).filter((name) => !MAKERS[name]);
    expect(left).toEqual(['generator']);
  });
});
