import type { Card } from 'ts-fsrs';
import type { Template } from './template';

/*
 * When questions come back: for the command, which keeps cards in a file, and for the practice page,
 * which keeps them with a reader's progress.
 */

/** A card as it is kept: dates as text. */
export type KeptCard = Omit<Card, 'due' | 'last_review'> & {
  readonly due: string;
  readonly last_review?: string;
};

/** What is known of each template that was asked, by its id. */
export type Cards = Readonly<Record<string, KeptCard>>;

/** Those that are due first, oldest first; then those never asked; then the rest by their date. */
export function inOrder<T extends Pick<Template, 'id'>>(
  templates: readonly T[],
  cards: Cards,
  now: Date,
): T[] {
  const due = ({ id }: T): number => {
    const card = cards[id];
    return card ? new Date(card.due).getTime() : Number.POSITIVE_INFINITY;
  };
  const isDue = (template: T): boolean => due(template) <= now.getTime();
  const known = [...templates].sort((a, b) => due(a) - due(b));
  return [
    ...known.filter(isDue),
    ...templates.filter(({ id }) => !cards[id]),
    ...known.filter((template) => cards[template.id] && !isDue(template)),
  ];
}

/** In how many days something is due, counted by the calendar of the place: 0 is today, or before. */
export function daysUntil(due: string, now: Date): number {
  const midnight = (date: Date): number =>
    Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.max(0, Math.round((midnight(new Date(due)) - midnight(now)) / 86_400_000));
}

/** The same in words. */
export function whenDue(due: string, now: Date): string {
  const days = daysUntil(due, now);
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
}
