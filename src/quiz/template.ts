import type { Chart } from '../charts';
import type { Random } from '../grading/exercise';
import { boot, deterministicHost } from '../python';
import { CPYTHON_VERSIONS } from '../versions';
import type { Misconception } from './misconceptions';

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

/** An answer, or a program that prints it: one in which a misconception is true. */
export type Answer = string | number | { readonly run: string };

/**
 * What somebody answers by each misconception; undefined where it does not come into it. Each works its
 * answer out from the question. None of them is made from the right answer.
 */
export type Beliefs = Partial<Record<Misconception, Answer | undefined>>;

/** A question with its numbers, still without the version. */
export interface Drawn {
  readonly ask: string;
  /** Python that the question is about. */
  readonly code?: string;
  /** The right answer, from the simulator. */
  truth(version: string): string;
  beliefs(version: string): Partial<Record<Misconception, string>>;
  /** Answers to choose from that no misconception leads to; near misses when left out. */
  others?(version: string): readonly string[];
  /** How far near misses of a number are from one another. */
  readonly step: number;
  /** How the right answer is worked out. */
  explain(truth: string, version: string): string;
  chart?(version: string): Chart;
}

export interface Template {
  readonly id: string;
  readonly topic: Topic;
  readonly kind: Kind;
  /** The section of a lesson that tells of it: `LESSON#SECTION`. */
  readonly read: string;
  draw(random: Random): Drawn;
}

/** What a template is written down as; its topic is the first word of its id. */
interface About {
  readonly id: `${Topic}-${string}`;
  readonly read: string;
  readonly kind?: Kind;
}

interface Written {
  readonly beliefs: (version: string) => Beliefs;
  readonly others?: readonly (string | number)[] | ((version: string) => readonly string[]);
  readonly step?: number;
  readonly explain: string | ((truth: string, version: string) => string);
}

/** Bytes of address space: a question needs little, and many are made. */
export const SIZE: number = 2 ** 28;

/** What a program prints, on one line. @throws Error when it fails */
export function run(code: string, version: string): string {
  const host = deterministicHost();
  const { error } = boot(version, { size: SIZE, host }).exec(code, { quiet: true });
  if (error !== undefined) throw new Error(`${version}: ${error}\n${code}`);
  return host.take().trim().replace(/\s+/g, ' ');
}

/** What a question comes to in the first version in which it comes to something else. */
export function elsewhere<T>(version: string, answer: (version: string) => T): T | undefined {
  const here = answer(version);
  // The likeliest first: each of them may take a run.
  for (const other of new Set(['3.8', '3.12', '3.14', ...CPYTHON_VERSIONS])) {
    const there = other === version ? here : answer(other);
    if (there !== here) return there;
  }
  return undefined;
}

/** A number rounded up to a multiple. */
export const up = (n: number, to: number): number => Math.ceil(n / to) * to;

function topicOf(id: string): Topic {
  return id.slice(0, id.indexOf('-')) as Topic;
}

/** Runs what has to be run, and leaves out what does not come into it. */
function answersOf(beliefs: Beliefs, version: string): Partial<Record<Misconception, string>> {
  return Object.fromEntries(
    Object.entries(beliefs)
      .filter(([, answer]) => answer !== undefined)
      .map(([name, answer]) => [
        name,
        typeof answer === 'object' ? run(answer.run, version) : String(answer),
      ]),
  );
}

function drawnOf({ beliefs, others, step = 1, explain }: Written): Omit<Drawn, 'ask' | 'truth'> {
  return {
    beliefs: (version) => answersOf(beliefs(version), version),
    ...(others && {
      others: (version: string) =>
        (typeof others === 'function' ? others(version) : others).map(String),
    }),
    step,
    explain: typeof explain === 'string' ? () => explain : explain,
  };
}

/** A template whose answer is what a program prints. */
export function printing(
  { id, read, kind = 'output' }: About,
  draw: (random: Random) => Written & {
    readonly code: string;
    readonly ask?: string;
    readonly chart?: (version: string) => Chart;
  },
): Template {
  return {
    id,
    topic: topicOf(id),
    kind,
    read,
    draw: (random) => {
      const { code, ask = 'What does this print?', chart, ...written } = draw(random);
      return {
        ...drawnOf(written),
        ask,
        code,
        truth: (version) => run(code, version),
        ...(chart && { chart }),
      };
    },
  };
}

/** A template with a number or a word that TypeScript works out. */
export function asking(
  { id, read, kind = 'number' }: About,
  draw: (random: Random) => Written & {
    readonly ask: string;
    readonly truth: (version: string) => string | number;
    readonly chart?: (version: string) => Chart;
  },
): Template {
  return {
    id,
    topic: topicOf(id),
    kind,
    read,
    draw: (random) => {
      const { ask, truth, chart, ...written } = draw(random);
      return {
        ...drawnOf(written),
        ask,
        truth: (version) => String(truth(version)),
        ...(chart && { chart }),
      };
    },
  };
}
