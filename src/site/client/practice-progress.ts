import { type Signal, signal } from '@preact/signals';
import type { Cards, KeptCard } from '../../quiz/due';
import { keep, readKept } from './storage';

/*
 * What a reader has practised: kept in this browser, and part of the document of progress. When a
 * question comes back is worked out by a chunk of its own, loaded with the first answer.
 */

/** How often a template was asked, and answered right. */
export interface Score {
  readonly asked: number;
  readonly right: number;
}

export interface Interview {
  readonly when: string;
  readonly seed: number;
  readonly right: number;
  readonly of: number;
}

export interface PracticeProgress {
  readonly cards: Cards;
  readonly scores: Readonly<Record<string, Score>>;
  readonly interviews: readonly Interview[];
}

export const NO_PRACTICE: PracticeProgress = { cards: {}, scores: {}, interviews: [] };

const KEY = 'heaplab:practice';
/** Interviews that are kept. */
const LAST = 20;

export const practice: Signal<PracticeProgress> = signal(NO_PRACTICE);

/** Reads what is kept, and follows other tabs. */
export function loadPractice(): void {
  practice.value = readKept(KEY, NO_PRACTICE);
  globalThis.addEventListener?.('storage', ({ key }) => {
    if (key === KEY) practice.value = readKept(KEY, NO_PRACTICE);
  });
}

/** What is kept now, also where nothing was loaded. */
export function practiceNow(): PracticeProgress {
  return readKept(KEY, NO_PRACTICE);
}

/** Changes it; reads it first, since another tab may have written. */
export function updatePractice(
  change: (now: PracticeProgress) => Partial<PracticeProgress>,
): PracticeProgress {
  const now = practiceNow();
  const next = { ...now, ...change(now) };
  practice.value = next;
  keep(KEY, next);
  return next;
}

/** Keeps the answer to a question of a template. @returns its card, with the day when it comes back */
export async function noteAnswer(
  template: string,
  right: boolean,
  now: Date = new Date(),
): Promise<KeptCard> {
  const { answered } = await import('../../quiz/schedule');
  const { cards } = updatePractice(({ cards, scores }) => {
    const { asked = 0, right: before = 0 } = scores[template] ?? {};
    return {
      cards: { ...cards, [template]: answered(cards[template], right, now) },
      scores: { ...scores, [template]: { asked: asked + 1, right: before + (right ? 1 : 0) } },
    };
  });
  return cards[template]!;
}

/** Keeps a finished interview. */
export function addInterview(interview: Interview): void {
  updatePractice(({ interviews }) => ({ interviews: [...interviews, interview].slice(-LAST) }));
}

/** Right answers, and questions asked, of templates that belong to one another. */
export function scoreOf(ids: readonly string[], { scores }: PracticeProgress): Score {
  const own = ids.flatMap((id) => scores[id] ?? []);
  const sum = (of: (score: Score) => number): number =>
    own.reduce((total, score) => total + of(score), 0);
  return { asked: sum(({ asked }) => asked), right: sum(({ right }) => right) };
}

/** What two documents tell together: of each question what was asked last, and all interviews. */
export function mergedPractice(own: PracticeProgress, other: PracticeProgress): PracticeProgress {
  const cards: Record<string, KeptCard> = { ...own.cards };
  const scores: Record<string, Score> = { ...own.scores };
  for (const [id, card] of Object.entries(other.cards)) {
    if ((cards[id]?.last_review ?? '') >= (card.last_review ?? '')) continue;
    cards[id] = card;
    if (other.scores[id]) scores[id] = other.scores[id];
  }
  const interviews = new Map(
    [...own.interviews, ...other.interviews].map((interview) => [interview.when, interview]),
  );
  return {
    cards,
    scores: { ...other.scores, ...scores },
    interviews: [...interviews.values()].sort((a, b) => a.when.localeCompare(b.when)).slice(-LAST),
  };
}
