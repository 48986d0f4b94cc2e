import type { Grade } from '../grader';
import type { Place } from './collect';
import type { Attempt } from './journal';
import { type HandedIn, handedIn, keyOf, type Learner, pageNames, uniqueNames } from './names';
import { type Enrolled, folded, Roster } from './roster';

/** A notebook and what became of it: a row of the tables. */
export interface Row {
  readonly learner: string;
  readonly id: string | undefined;
  /** Below the folder that was given. */
  readonly file: string;
  readonly late: boolean;
  /**
   * Whether it is in the learner's total: of several notebooks of one lesson, the one with the most
   * points is, and of equal ones the first.
   */
  readonly counts: boolean;
  readonly sha256: string | undefined;
  readonly at: string;
  readonly seconds: number;
  readonly result: Grade | undefined;
  /** Why it could not be graded. */
  readonly problem: string | undefined;
}

/** A learner with all that they handed in. */
export interface Total {
  readonly learner: string;
  readonly id: string | undefined;
  readonly points: number;
  readonly of: number;
  readonly lessons: readonly {
    readonly lesson: string;
    readonly points: number;
    readonly of: number;
  }[];
  /** What a teacher should know: nothing handed in, not in the roster, several notebooks of a lesson. */
  readonly notes: readonly string[];
  /** The file name of the learner's page; undefined for who handed in nothing. */
  readonly page: string | undefined;
}

export interface Standing {
  readonly rows: readonly Row[];
  readonly learners: readonly Total[];
}

/** Who each notebook is from. */
export class Who {
  private readonly roster: Roster | undefined;

  constructor(enrolled: readonly Enrolled[] | undefined) {
    this.roster = enrolled && new Roster(enrolled);
  }

  of(place: Place): HandedIn & { readonly known: boolean } {
    const read = handedIn(place);
    const enrolled = this.roster?.find(read);
    return { ...read, learner: enrolled ?? read.learner, known: enrolled !== undefined };
  }

  /** Whether a name that somebody typed means this notebook's learner. */
  means(name: string, place: Place): boolean {
    const { learner, also } = this.of(place);
    const { name: own, id } = learner;
    const known = [own, id, `${own} (${id})`, ...also, place.parts.join('/')];
    return known.some((text) => text !== undefined && folded(text) === folded(name));
  }

  get enrolled(): readonly Enrolled[] {
    return this.roster?.enrolled ?? [];
  }

  get hasRoster(): boolean {
    return this.roster !== undefined;
  }
}

/** A notebook's place and what became of it. */
export interface Settled {
  readonly place: Place;
  readonly attempt: Attempt;
}

/** The tables' rows and each learner's total. */
export function standing(settled: readonly Settled[], who: Who): Standing {
  const handed = settled.map((one) => ({ ...one, ...who.of(one.place) }));
  const learners = new Map<string, Learner>();
  for (const { learner } of handed) learners.set(keyOf(learner), learner);
  const present = new Set(learners.keys());
  for (const one of who.enrolled) learners.set(keyOf(one), one);
  const names = uniqueNames(learners);
  const pages = pageNames(new Map([...names].filter(([key]) => present.has(key))));

  const best = new Map<string, (typeof handed)[number]>();
  for (const one of handed) {
    const { result } = one.attempt;
    if (!result) continue;
    const slot = `${result.lesson} ${keyOf(one.learner)}`;
    const other = best.get(slot)?.attempt.result;
    if (!other || result.earned > other.earned) best.set(slot, one);
  }
  const counting = new Set(best.values());
  const copied = copies(handed);
  const rows = handed
    .map((one) => {
      const { place, attempt, learner, late, known } = one;
      const { sha256, at, seconds, result, problem } = attempt;
      const counts = counting.has(one);
      const key = keyOf(learner);
      const file = place.parts.join('/');
      const row: Row = {
        learner: names.get(key)!,
        id: learner.id,
        file,
        late,
        counts,
        sha256,
        at,
        seconds,
        result,
        problem,
      };
      return { row, key, known };
    })
    .sort(({ row: a }, { row: b }) => compare(a.learner, b.learner) || compare(a.file, b.file));
  const totals = [...learners.keys()].map((key) => {
    const own = rows.filter((candidate) => candidate.key === key);
    return totalOf(
      names.get(key)!,
      learners.get(key)!.id,
      own.map(({ row }) => row),
      pages.get(key),
      {
        stranger: who.hasRoster && own.some(({ known }) => !known),
        sameAs: (sha256) =>
          [...(copied.get(sha256) ?? [])]
            .filter((other) => other !== key)
            .map((other) => names.get(other)!),
      },
    );
  });
  return {
    rows: rows.map(({ row }) => row),
    learners: totals.sort((a, b) => compare(a.learner, b.learner)),
  };
}

/** Who handed in the same bytes, with something solved in them. */
function copies(
  handed: readonly (Settled & { readonly learner: Learner })[],
): Map<string, Set<string>> {
  const by = new Map<string, Set<string>>();
  for (const { attempt, learner } of handed) {
    const { sha256, result } = attempt;
    if (sha256 === undefined || !result || result.earned === 0) continue;
    by.set(sha256, new Set([...(by.get(sha256) ?? []), keyOf(learner)]));
  }
  return by;
}

function totalOf(
  learner: string,
  id: string | undefined,
  rows: readonly Row[],
  page: string | undefined,
  {
    stranger,
    sameAs,
  }: { readonly stranger: boolean; readonly sameAs: (sha256: string) => readonly string[] },
): Total {
  const counted = rows.flatMap(({ counts, result }) => (counts && result ? [result] : []));
  const lessons = counted
    .map(({ lesson, earned, points }) => ({ lesson, points: earned, of: points }))
    .sort((a, b) => compare(a.lesson, b.lesson));
  const notes: string[] = [];
  if (rows.length === 0) notes.push('nothing handed in');
  if (stranger) notes.push('not in the roster');
  for (const { file, problem, result, counts, sha256 } of rows) {
    const others = sha256 === undefined ? [] : sameAs(sha256);
    if (others.length > 0) notes.push(`${file} is byte for byte that of ${others.join(', ')}`);
    if (problem !== undefined) notes.push(`${file} not graded: ${problem}`);
    else if (!counts) notes.push(`${file} does not count: another of ${result!.lesson} does`);
  }
  if (rows.some(({ late, counts }) => late && counts)) notes.push('late');
  const sum = (of: 'points' | 'of'): number => lessons.reduce((total, one) => total + one[of], 0);
  return { learner, id, points: sum('points'), of: sum('of'), lessons, notes, page };
}

/** By the letters, numbers as numbers; the same on every machine. */
function compare(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

const COLLATOR = new Intl.Collator('en', { numeric: true });
