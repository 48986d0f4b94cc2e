import { Random } from '../grading/exercise';

/*
 * Which questions are asked, and in which order. It needs templates' ids and no simulator, so that a
 * page can do it before anything is loaded.
 */

/** Things in an order that the seed, or a stream of random numbers, decides. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

interface Drawable {
  readonly id: string;
  readonly topic: string;
}

/** Templates of a topic, or all, in the order of a seed. */
export function drawn<T extends Drawable>(
  templates: readonly T[],
  seed: number,
  topic?: string,
): T[] {
  const pool = templates.filter((template) => topic === undefined || template.topic === topic);
  return shuffled(pool, new Random(seed));
}

/** How many questions an interview has. */
export const INTERVIEW = 10;

/** The questions of an interview: one of each topic, and others to make ten. */
export function interviewOf<T extends Drawable>(templates: readonly T[], seed: number): T[] {
  const order = drawn(templates, seed);
  const first = order.filter(
    ({ topic }, i) => order.findIndex((other) => other.topic === topic) === i,
  );
  const rest = order.filter((template) => !first.includes(template));
  return shuffled([...first, ...rest.slice(0, INTERVIEW - first.length)], new Random(seed + 1));
}

/** A stop on the way through: a section to read, or a question. */
export type Stop =
  | { readonly read: string }
  | { readonly ask: string; readonly name: string; readonly minutes: number };

/**
 * "I have 20 minutes": the sections that an interviewer asks about most, shortest first reading, each
 * with the questions that follow. How long a section takes is worked out from its words.
 */
export const TWENTY_MINUTES: readonly Stop[] = [
  { read: '10-interview-practice#describe-the-layers' },
  { ask: 'layers-edge', name: 'Who serves a request at the limit?', minutes: 0.5 },
  { ask: 'pymalloc-per-pool', name: 'How many blocks fit in a pool?', minutes: 1 },
  { read: '10-interview-practice#when-is-an-object-freed' },
  { ask: 'refcounts-list-order', name: 'In which order do the items of a list die?', minutes: 1 },
  { ask: 'refcounts-bug', name: 'Which line keeps the object alive?', minutes: 1 },
  { read: '10-interview-practice#how-is-a-cycle-found' },
  { ask: 'gc-with-tail', name: 'What does the collector find?', minutes: 1 },
  { read: '10-interview-practice#what-does-getsizeof-tell' },
  { ask: 'sizes-list-appended', name: 'How large is a list that grew?', minutes: 1 },
  { read: '08-fragmentation#what-stays' },
  { ask: 'fragmentation-cause', name: 'Why does the process not shrink?', minutes: 1 },
  { read: '10-interview-practice#when-would-you-freeze' },
  { ask: 'fork-collect', name: 'What does a collection in a child write to?', minutes: 1 },
];
