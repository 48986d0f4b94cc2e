import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Card, createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import type { Template } from './template';

/** A card as it is kept: dates as text. */
type KeptCard = Omit<Card, 'due' | 'last_review'> & { due: string; last_review?: string };

interface Kept {
  readonly format: 1;
  readonly cards: Record<string, KeptCard>;
}

/** A file of the quiz that cannot be read; it is left as it is. */
export class BrokenMemory extends Error {
  override readonly name = 'BrokenMemory';
}

/** What a learner remembers, template by template, across days (FSRS). */
export class QuizMemory {
  private readonly scheduler = fsrs({ enable_fuzz: false });
  private readonly cards: Record<string, KeptCard>;

  /** @throws BrokenMemory */
  constructor(private readonly path: string) {
    this.cards = existsSync(path) ? read(path).cards : {};
  }

  /** Those that are due first, oldest first; then those never asked; then the rest by their date. */
  order(templates: readonly Template[], now: Date): Template[] {
    const due = (template: Template): number => {
      const card = this.cards[template.id];
      return card ? new Date(card.due).getTime() : Number.POSITIVE_INFINITY;
    };
    const isDue = (template: Template): boolean => due(template) <= now.getTime();
    const known = [...templates].sort((a, b) => due(a) - due(b));
    return [
      ...known.filter(isDue),
      ...templates.filter(({ id }) => !this.cards[id]),
      ...known.filter((template) => this.cards[template.id] && !isDue(template)),
    ];
  }

  /** How often a template was asked: each time it gets other numbers. */
  asked({ id }: Template): number {
    return this.cards[id]?.reps ?? 0;
  }

  /** Notes an answer. @returns when the template is due again */
  note({ id }: Template, right: boolean, now: Date): Date {
    const kept = this.cards[id];
    const card = kept ? cardOf(kept) : createEmptyCard(now);
    const { card: next } = this.scheduler.next(card, now, right ? Rating.Good : Rating.Again);
    this.cards[id] = JSON.parse(JSON.stringify(next)) as KeptCard;
    return next.due;
  }

  /** Writes the file in one piece, so that an interrupted run leaves the old one. */
  save(): void {
    mkdirSync(dirname(this.path), { recursive: true });
    const kept: Kept = { format: 1, cards: this.cards };
    writeFileSync(`${this.path}.new`, `${JSON.stringify(kept, null, 1)}\n`);
    renameSync(`${this.path}.new`, this.path);
  }
}

function cardOf({ last_review, due, ...rest }: KeptCard): Card {
  return {
    ...rest,
    due: new Date(due),
    ...(last_review !== undefined && { last_review: new Date(last_review) }),
  };
}

function read(path: string): Kept {
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Kept;
    if (kept.format === 1 && typeof kept.cards === 'object') return kept;
  } catch {
    // It is told below.
  }
  throw new BrokenMemory(`${path} is not a file of heaplab quiz: move it away to begin anew`);
}
