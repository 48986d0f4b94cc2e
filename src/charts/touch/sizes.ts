import { boot, deterministicHost } from '../../python';
import { CPYTHON_VERSIONS } from '../../versions';

/*
 * One object on all versions, side by side: the reader chooses its kind, and drags how large it is.
 */

/** What is made. */
export type SizesKind = 'int' | 'str' | 'list' | 'tuple' | 'dict' | 'set' | 'instance';

/** What is made, and how large. */
export interface SizesInput {
  /** The version that the page is about: `3.12`. All are measured. */
  readonly python: string;
  /** What. */
  readonly kind: SizesKind;
  /** How large: bits of an int, characters, items, keys, attributes. */
  readonly n: number;
}

/** What an object takes on one version. Bytes. */
export interface SizesRow {
  /** The version. */
  readonly python: string;
  /** What `sys.getsizeof` says. */
  readonly said: number;
  /** What making it adds to the memory in use, as `tracemalloc` counts: 0 when it was there before. */
  readonly traced: number;
}

/** An object on all versions. */
export interface SizesState {
  /** The Python that makes it, in a line. */
  readonly code: string;
  /** A row a version, the oldest first. */
  readonly rows: readonly SizesRow[];
}

/** The most that a reader may drag to; more attributes than that share no keys. */
export const MOST_SIZE: Readonly<Record<SizesKind, number>> = {
  int: 120,
  str: 60,
  list: 60,
  tuple: 60,
  dict: 60,
  set: 60,
  instance: 20,
};

/** Bytes of address space: eight small processes, one after the other. */
const SIZE = 2 ** 26;

/** How each kind is made: `make()`, and what is shown of it. */
const MAKERS: Readonly<Record<SizesKind, (n: number) => { code: string; make: string }>> = {
  int: (n) => ({ code: `2**${n} - 1`, make: 'return (1 << n) - 1' }),
  str: (n) => ({ code: `'x' * ${n}`, make: "return 'x' * n" }),
  list: (n) => ({
    code: `x = [], then x.append(None) ${n} times`,
    make: 'x = []\n    for _ in range(n): x.append(None)\n    return x',
  }),
  tuple: (n) => ({ code: `(None,) * ${n}`, make: 'return (None,) * n' }),
  dict: (n) => ({
    code: `x = {}, then x[i] = None for ${n} keys`,
    make: 'x = {}\n    for i in range(n): x[i] = None\n    return x',
  }),
  set: (n) => ({
    code: `x = set(), then x.add(i) for ${n} ints`,
    make: 'x = set()\n    for i in range(n): x.add(i)\n    return x',
  }),
  instance: (n) => ({
    code: `an instance with ${n} attributes`,
    make: 'return Thing()',
  }),
};

/** What is made first stays: so the one that is measured cannot come from a free list. */
const MEASURE = `kept = [make() for _ in range(100)]
tracemalloc.start()
one = make()
traced = tracemalloc.get_traced_memory()[0]
tracemalloc.stop()
said = sys.getsizeof(one)`;

/** The program that makes it and measures it. */
export function programOf(kind: SizesKind, n: number): string {
  const attributes = Array.from({ length: n }, (_, i) => `self.a${i} = None`).join('; ');
  return `import sys, tracemalloc
n = ${n}
class Thing:
    def __init__(self):
        ${attributes || 'pass'}
def make():
    ${MAKERS[kind](n).make}
${MEASURE}`;
}

/** Makes the object in a fresh process of each version, and measures it. */
export function measureSizes({ kind, n: wanted }: SizesInput): SizesState {
  const n = Math.min(Math.max(0, Math.round(wanted)), MOST_SIZE[kind]);
  const source = programOf(kind, n);
  const rows = CPYTHON_VERSIONS.map((python): SizesRow => {
    const process = boot(python, { size: SIZE, host: deterministicHost() });
    const { error } = process.exec(source);
    if (error) throw new Error(error);
    const value = (name: string): number => Number(process.globals[name]!.value);
    return { python, said: value('said'), traced: value('traced') };
  });
  return { code: MAKERS[kind](n).code, rows };
}
