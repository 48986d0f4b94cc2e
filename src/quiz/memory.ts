import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inOrder, type KeptCard } from './due';
import { answered } from './schedule';
import type { Template } from './template';

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
  private readonly cards: Record<string, KeptCard>;

  /** @throws BrokenMemory */
  constructor(private readonly path: string) {
    this.cards = existsSync(path) ? read(path).cards : {};
  }

  /** Those that are due first, oldest first; then those never asked; then the rest by their date. */
  order(templates: readonly Template[], now: Date): Template[] {
    return inOrder(templates, this.cards, now);
  }

  /** How often a template was asked: each time it gets other numbers. */
  asked({ id }: Template): number {
    return this.cards[id]?.reps ?? 0;
  }

  /** Notes an answer. @returns when the template is due again, as ISO 8601 */
  note({ id }: Template, right: boolean, now: Date): string {
    const card = answered(this.cards[id], right, now);
    this.cards[id] = card;
    return card.due;
  }

  /** Writes the file in one piece, so that an interrupted run leaves the old one. */
  save(): void {
    mkdirSync(dirname(this.path), { recursive: true });
    const kept: Kept = { format: 1, cards: this.cards };
    writeFileSync(`${this.path}.new`, `${JSON.stringify(kept, null, 1)}\n`);
    renameSync(`${this.path}.new`, this.path);
  }
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
