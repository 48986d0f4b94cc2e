import { type Card, createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import type { KeptCard } from './due';

/*
 * What an answer does to a card (FSRS). The practice page loads it with the first answer.
 */

const scheduler = fsrs({ enable_fuzz: false });

/** A template's card after an answer. @param kept undefined before the first one */
export function answered(kept: KeptCard | undefined, right: boolean, now: Date): KeptCard {
  const card = kept ? cardOf(kept) : createEmptyCard(now);
  const { card: next } = scheduler.next(card, now, right ? Rating.Good : Rating.Again);
  return JSON.parse(JSON.stringify(next)) as KeptCard;
}

function cardOf({ last_review, due, ...rest }: KeptCard): Card {
  return {
    ...rest,
    due: new Date(due),
    ...(last_review !== undefined && { last_review: new Date(last_review) }),
  };
}
