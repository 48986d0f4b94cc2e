import type { Cards, KeptCard } from '../../quiz/due';

/*
 * What is known of a reader's practice, as the document of progress has it.
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

/** Interviews that are kept. */
export const LAST = 20;

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
