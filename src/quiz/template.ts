import type { Chart } from '../charts';
import type { Random } from '../grading/exercise';
import { boot, deterministicHost } from '../python';

/** What questions of the quiz are about. */
export const TOPICS = [
  'layers',
  'pymalloc',
  'freelists',
  'refcounts',
  'gc',
  'tracemalloc',
  'sizes',
  'fragmentation',
  'fork',
] as const;
/** One of them. */
export type Topic = (typeof TOPICS)[number];

/** What is asked for: one of several, a number, an order, what a program prints, the line with a bug. */
export type Kind = 'choice' | 'number' | 'order' | 'output' | 'bug';

/** Misunderstandings that the wrong choices come from, and what to say to whoever has them. */
export const MISCONCEPTIONS = {
  'eight-byte-steps': 'Blocks go in steps of 16 bytes on 64-bit machines, not of 8.',
  'no-rounding': 'The allocator rounds a request up to a block.',
  'no-pool-header': 'A pool begins with a header of 48 bytes: fewer blocks fit.',
  'no-gc-header': "sys.getsizeof adds the collector's header, 16 bytes, for tracked objects.",
  'counts-elements': 'getsizeof does not follow references: the elements are not in it.',
  'no-reserve': 'A list that grows takes more room than it needs at the moment.',
  'always-reserve':
    'Only a list that grows takes room in reserve; one that is made at once does not.',
  'forgotten-temporary': 'The argument of sys.getrefcount is a reference, too.',
  'temporary-twice': 'The call adds one reference, not two.',
  'names-only': 'Not only names count: places in containers and attributes are references as well.',
  'deletes-object': '`del` takes a name away. The object dies with its last reference.',
  'dies-later': 'An object dies at once when its last reference goes, not at some later time.',
  'first-to-last': 'A list lets go of its items from the last one to the first.',
  'counting-frees-cycles': 'Reference counting cannot free a cycle: its counts never reach zero.',
  'atoms-tracked': 'The collector tracks only objects that can hold others.',
  'collects-reachable': 'What can be reached from outside is not garbage.',
  'first-in-first-out': 'A free list is a stack: the one freed last comes back first.',
  'no-capacity': 'A free list keeps only so many.',
  'ints-have-a-list': 'Small ints are shared; others have a free list only from 3.14 on.',
  'other-version': 'That is so in another version of CPython.',
  'mapped-is-resident': 'A page counts as resident from its first touch.',
  'freed-goes-back': 'An arena goes back to the system only when nothing in it is in use.',
  'bytes-are-pages': 'A page is copied whole for its first byte.',
  'reading-is-free': 'Using an object writes its reference count.',
  'freeze-is-generation-2':
    'Frozen objects are in a permanent generation that no collection looks at.',
  'malloc-for-all': 'Requests of up to 512 bytes never reach the C library one by one.',
  'off-by-one': 'Look at the edge once more: one less or one more.',
  'another-cause': 'That would show differently. Look at what each figure counts.',
} as const;
export type Misconception = keyof typeof MISCONCEPTIONS;

/** A question with its numbers, still without the version. */
export interface Drawn {
  readonly ask: string;
  /** Python that the question is about. */
  readonly code?: string;
  /** The right answer, from the simulator. */
  truth(version: string): string;
  /** Wrong answers by the misunderstanding they come from: as many as there are. */
  wrong(version: string, truth: string): Partial<Record<Misconception, string>>;
  explain(truth: string, version: string): string;
  chart?(version: string): Chart;
}

export interface Template {
  readonly id: string;
  readonly topic: Topic;
  readonly kind: Kind;
  draw(random: Random): Drawn;
}

/** Bytes of address space: a question needs little, and many are made. */
export const SIZE: number = 2 ** 28;

/** What a program prints. @throws Error when it fails */
export function run(code: string, version: string): string {
  const host = deterministicHost();
  const { error } = boot(version, { size: SIZE, host }).exec(code, { quiet: true });
  if (error !== undefined) throw new Error(`${version}: ${error}\n${code}`);
  return host.take().trimEnd();
}

/** How a wrong answer comes about: from the right number, or by running other code. */
type Wrong = ((truth: number) => number | string) | { readonly run: string };

/** A template whose answer is what a program prints. */
export function printing(
  id: string,
  topic: Topic,
  draw: (random: Random) => {
    readonly code: string;
    readonly wrong: Partial<Record<Misconception, Wrong>>;
    readonly explain: string;
    readonly ask?: string;
  },
  kind: Kind = 'output',
): Template {
  return {
    id,
    topic,
    kind,
    draw: (random) => {
      const { code, wrong, explain, ask } = draw(random);
      return {
        ask: ask ?? 'What does this print?',
        code,
        truth: (version) => run(code, version),
        wrong: (version, truth) =>
          Object.fromEntries(
            Object.entries(wrong).map(([name, how]) => [
              name,
              String(typeof how === 'function' ? how(Number(truth)) : run(how.run, version)),
            ]),
          ),
        explain: () => explain,
      };
    },
  };
}

/** A template with a number or a word that TypeScript works out. */
export function asking(
  id: string,
  topic: Topic,
  draw: (random: Random) => {
    readonly ask: string;
    readonly truth: (version: string) => string | number;
    readonly wrong: (
      version: string,
      truth: string,
    ) => Partial<Record<Misconception, string | number>>;
    readonly explain: string;
    readonly code?: string;
    readonly chart?: (version: string) => Chart;
  },
  kind: Kind = 'number',
): Template {
  return {
    id,
    topic,
    kind,
    draw: (random) => {
      const { ask, truth, wrong, explain, code, chart } = draw(random);
      return {
        ask,
        ...(code !== undefined && { code }),
        truth: (version) => String(truth(version)),
        wrong: (version, truth) =>
          Object.fromEntries(
            Object.entries(wrong(version, truth)).map(([name, value]) => [name, String(value)]),
          ),
        explain: () => explain,
        ...(chart && { chart }),
      };
    },
  };
}
