import type MiniSearch from 'minisearch';
import type { Options } from 'minisearch';

/** What can be found: a section of a lesson, an exercise, an entry of the glossary, a name of the API. */
export interface Entry {
  readonly id: number;
  readonly kind: 'section' | 'exercise' | 'glossary' | 'api';
  readonly title: string;
  /** Where: the lesson, or the file. */
  readonly place: string;
  /** From the top of the site. */
  readonly url: string;
  readonly text: string;
  /** Other words for it, which it is found by and which are not shown. */
  readonly words?: string;
}

/** Words that readers use for what lessons call by another name. */
const SYNONYMS: Readonly<Record<string, string>> = {
  weakref: 'weak reference',
  weakrefs: 'weak reference',
  released: 'freed given back',
  release: 'free give back',
  shrink: 'fragmentation survivors',
  leaking: 'leak',
  refcount: 'reference count',
  gc: 'collector collection',
  rss: 'resident',
  multiprocessing: 'fork worker',
  gunicorn: 'fork worker',
  integer: 'int',
  integers: 'ints',
  sizeof: 'getsizeof',
};

/** Words that say nothing about what is looked for. */
const SMALL = new Set(
  'a an and are at can do does for how i if in is it its my no not of on or so that the to what when where which why with'.split(
    ' ',
  ),
);

/** What lessons call a word, also when one letter of it is wrong. */
function synonyms(word: string): string | undefined {
  const own = SYNONYMS[word];
  if (own !== undefined || word.length < 5) return own;
  const near = Object.keys(SYNONYMS).find((known) => known.length > 4 && isNear(word, known));
  return near && SYNONYMS[near];
}

/** Whether one letter more, less, or another makes one word of the other. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return Math.max(a.length, b.length) - start - end <= 1;
}

export const INDEX_OPTIONS: Options<Entry> = {
  fields: ['title', 'words', 'text', 'place'],
  storeFields: ['kind', 'title', 'place', 'url', 'text'],
};

export function find(index: MiniSearch<Entry>, query: string): readonly Entry[] {
  const options = {
    prefix: true,
    fuzzy: (term: string) => (term.length > 4 ? 0.2 : false),
    boost: { title: 3, words: 3, place: 1.2 },
    boostDocument: (_: unknown, __: string, stored?: Record<string, unknown>) =>
      stored?.kind === 'glossary' ? 1.4 : stored?.kind === 'api' ? 0.6 : 1,
  };
  const words = query
    .toLowerCase()
    .split(/[^\w.]+/)
    .filter((word) => word !== '' && !SMALL.has(word));
  const all = words.map((word) => ({
    combineWith: 'OR' as const,
    queries: [word, ...(synonyms(word)?.split(' ') ?? [])],
  }));
  const found = index.search({ combineWith: 'AND', queries: all }, options);
  // Nothing has all of the words: what has some of them.
  const some =
    found.length > 0 ? found : index.search({ combineWith: 'OR', queries: all }, options);
  return some.slice(0, 20) as unknown as Entry[];
}

/** The first place in a text that has one of the words, or what readers call it otherwise. */
export function snippet(text: string, query: string, length = 150): string {
  const asked = query.toLowerCase().split(/\s+/);
  const words = asked
    .flatMap((word) => [word, synonyms(word)?.split(' ')[0] ?? ''])
    .filter((word) => word.length > 1);
  const low = text.toLowerCase();
  const at = words.map((word) => low.indexOf(word)).filter((place) => place >= 0);
  const first = at.length > 0 ? Math.min(...at) : 0;
  const from = first < 50 ? 0 : text.indexOf(' ', first - 40) + 1;
  const whole = from + length >= text.length;
  const to = whole ? text.length : text.lastIndexOf(' ', from + length);
  return `${from > 0 ? '… ' : ''}${text.slice(from, to)}${whole ? '' : ' …'}`;
}
