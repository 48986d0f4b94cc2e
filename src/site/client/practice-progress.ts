import { type Signal, signal } from '@preact/signals';
import type { KeptCard } from '../../quiz/due';
import { type Interview, LAST, NO_PRACTICE, type PracticeProgress } from './practice-record';
import { keep, readKept } from './storage';

/*
 * What a reader has practised: kept in this browser, and part of the document of progress. When a
 * question comes back is worked out by a chunk of its own, loaded with the first answer.
 */

const KEY = 'heaplab:practice';
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
