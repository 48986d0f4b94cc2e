import type { Grade } from '../grader';
import type { Place } from './collect';
import type { Attempt } from './journal';
import { type Learner, pageNames, uniqueNames } from './names';
import type { Author, Who } from './who';

/** A notebook and what became of it: a row of the tables. */
export interface Row extends Pick<Attempt, 'sha256' | 'at' | 'seconds' | 'result' | 'problem'> {
  readonly learner: string;
  readonly id: string | undefined;
  /** Below the folder that was given. */
  readonly file: string;
  readonly late: boolean;
  /**
   * Whether it is in the learner's total: of several notebooks of one lesson only one counts. That is the one
   * with the most points; where points are equal, one that was not late; then the first by its path.
   */
  readonly counts: boolean;
}

/** A learner with all that they handed in. */
export interface Total {
  readonly learner: string;
  readonly id: string | undefined;
  readonly points: number;
  /** The most points there are to earn. */
  readonly of: number;
  readonly lessons: readonly Sum[];
  /** What a teacher should know: nothing handed in, not in the roster, several notebooks of a lesson. */
  readonly notes: readonly string[];
  /** The file name of the learner's page; undefined where nothing is graded. */
  readonly page: string | undefined;
}

/** The points of a lesson. */
export interface Sum {
  readonly lesson: string;
  readonly points: number;
  /** The most points there are to earn. */
  readonly of: number;
}

export interface Standing {
  readonly rows: readonly Row[];
  readonly learners: readonly Total[];
  /** Who is in the roster and handed in nothing. */
  readonly missing: readonly string[];
}

/** A notebook's place and what became of it. */
export interface Settled {
  readonly place: Place;
  readonly attempt: Attempt;
}

interface Entry extends Settled {
  readonly author: Author;
  readonly file: string;
}

/**
 * The tables' rows and each learner's total.
 * @param waiting notebooks that are not graded yet
 */
export function standing(
  settled: readonly Settled[],
  who: Who,
  waiting: readonly Place[] = [],
): Standing {
  const entries = settled
    .map(({ place, attempt }): Entry => {
      return { place, attempt, author: who.of(place), file: place.parts.join('/') };
    })
    .sort((a, b) => compare(a.file, b.file));
  const byLearner = new Map<string, Entry[]>();
  for (const entry of entries) {
    const own = byLearner.get(entry.author.key);
    if (own) own.push(entry);
    else byLearner.set(entry.author.key, [entry]);
  }
  const later = waiting.map((place) => ({ file: place.parts.join('/'), author: who.of(place) }));
  const authors = [...entries, ...later].map(({ author }) => author);
  const handedIn = new Set(authors.map(({ key }) => key));
  const learners = new Map<string, Learner>();
  for (const { key, learner } of [...authors, ...who.enrolled]) learners.set(key, learner);
  const names = uniqueNames(learners);
  const pages = pageNames(new Map([...names].filter(([key]) => byLearner.has(key))));
  const copies = new Copies(entries);
  const parts = [...learners].map(([key, { id }]) => {
    const own = byLearner.get(key) ?? [];
    const counting = thatCount(own);
    const learner = names.get(key)!;
    const rows = own.map((entry) => rowOf(entry, learner, counting.has(entry)));
    const notes = [
      ...remarks(own),
      ...own.flatMap((entry) => copies.remarks(entry, names)),
      ...rows.flatMap(rowRemarks),
      ...later.flatMap(({ file, author }) =>
        author.key === key ? [`${file} not graded yet`] : [],
      ),
      ...(handedIn.has(key) ? [] : ['nothing handed in']),
    ];
    return { key, rows, total: totalOf({ learner, id, notes, page: pages.get(key) }, rows) };
  });
  parts.sort((a, b) => compare(a.total.learner, b.total.learner));
  return {
    rows: parts.flatMap(({ rows }) => rows),
    learners: parts.map(({ total }) => total),
    missing: parts.flatMap(({ key, total }) => (handedIn.has(key) ? [] : [total.learner])),
  };
}

/** Of a learner's notebooks, the one of each lesson that counts. */
function thatCount(own: readonly Entry[]): Set<Entry> {
  const best = new Map<string, Entry & { readonly attempt: { readonly result: Grade } }>();
  for (const entry of own) {
    const { result } = entry.attempt;
    if (!result) continue;
    const other = best.get(result.lesson);
    const more = result.earned - (other?.attempt.result.earned ?? -1);
    if (more > 0 || (more === 0 && other?.author.late && !entry.author.late)) {
      best.set(result.lesson, entry as Entry & { readonly attempt: { readonly result: Grade } });
    }
  }
  return new Set(best.values());
}

function rowOf({ file, author, attempt }: Entry, learner: string, counts: boolean): Row {
  const { sha256, at, seconds, result, problem } = attempt;
  const { late, learner: own } = author;
  return { learner, id: own.id, file, late, counts, sha256, at, seconds, result, problem };
}

function totalOf(
  learner: Pick<Total, 'learner' | 'id' | 'notes' | 'page'>,
  rows: readonly Row[],
): Total {
  const lessons = rows
    .flatMap(({ counts, result }) => (counts && result ? [result] : []))
    .map(({ lesson, earned, points }) => ({ lesson, points: earned, of: points }))
    .sort((a, b) => compare(a.lesson, b.lesson));
  const sum = (of: 'points' | 'of'): number => lessons.reduce((total, one) => total + one[of], 0);
  return { ...learner, points: sum('points'), of: sum('of'), lessons };
}

function remarks(own: readonly Entry[]): string[] {
  const notes = own.every(({ author }) => author.known) ? [] : ['not in the roster'];
  const numbers = own.flatMap(({ author, place }) =>
    author.number === undefined ? [] : [`${author.number} in ${place.above}`],
  );
  // In one download of an assignment, each participant has a number.
  if (new Set(numbers).size > new Set(own.map(({ place }) => place.above)).size) {
    notes.push('Moodle has several participants of this name: are they one?');
  }
  return notes;
}

function rowRemarks({ file, problem, result, counts, late }: Row): string[] {
  if (!result) return [`${file} not graded: ${problem}`];
  if (!counts) return [`${file} does not count: another of ${result.lesson} does`];
  return late ? [`${file} was late`] : [];
}

/** Notebooks with the same bytes, in which something is solved. */
class Copies {
  private readonly learners = new Map<string, Set<string>>();

  constructor(entries: readonly Entry[]) {
    for (const { attempt, author } of entries) {
      const { sha256, result } = attempt;
      if (sha256 === undefined || !result || result.earned === 0) continue;
      this.learners.set(sha256, (this.learners.get(sha256) ?? new Set()).add(author.key));
    }
  }

  remarks({ file, attempt, author }: Entry, names: ReadonlyMap<string, string>): string[] {
    const all = [...(this.learners.get(attempt.sha256 ?? '') ?? [])];
    const others = all.filter((key) => key !== author.key).map((key) => names.get(key)!);
    return others.length > 0 ? [`${file} is byte for byte that of ${others.join(', ')}`] : [];
  }
}

/** By the letters, numbers as numbers; the same on every machine. */
function compare(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

const COLLATOR = new Intl.Collator('en', { numeric: true });
