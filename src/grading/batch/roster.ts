import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { GradingError } from '../submission';
import { codeOf } from './collect';
import { type HandedIn, type Learner, tidy } from './names';

/** A learner of the class. */
export interface Enrolled extends Learner {
  readonly id: string;
}

/**
 * Reads a roster: a table as CSV, whatever separates its columns, with a header that has `id` and `name`;
 * other columns are left alone.
 * @throws GradingError
 */
export function readRoster(path: string): Enrolled[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new GradingError(`cannot read the roster ${path}: ${codeOf(error)}`);
  }
  const { data, meta, errors } = Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (header) => header.trim().toLowerCase(),
  });
  const quotes = errors.find(({ type }) => type === 'Quotes');
  if (quotes) {
    throw new GradingError(
      `the roster ${path} is broken in row ${(quotes.row ?? 0) + 1}: ${quotes.message}`,
    );
  }
  const missing = ['id', 'name'].filter((column) => !meta.fields?.includes(column));
  if (missing.length > 0) {
    throw new GradingError(
      `the roster ${path} has no column ${missing.join(' and no column ')}: its first line must be a header such as 'id,name'`,
    );
  }
  const seen = new Set<string>();
  return data.map((row, index) => {
    const id = tidy(row.id ?? '');
    if (id === '') throw new GradingError(`the roster ${path} has no id in row ${index + 1}`);
    if (seen.has(folded(id))) throw new GradingError(`the roster ${path} has the id ${id} twice`);
    seen.add(folded(id));
    return { id, name: tidy(row.name ?? '') || id };
  });
}

/** As ids and names are compared: capitals make no difference. */
export function folded(text: string): string {
  return tidy(text).toLowerCase();
}

/** Finds learners in a roster: by id or name, of the platform, a folder or the file. */
export class Roster {
  private readonly byId = new Map<string, Enrolled>();
  private readonly byName = new Map<string, Enrolled[]>();

  constructor(readonly enrolled: readonly Enrolled[]) {
    for (const one of enrolled) {
      this.byId.set(folded(one.id), one);
      for (const spelling of new Set(spellings(one.name))) {
        this.byName.set(spelling, [...(this.byName.get(spelling) ?? []), one]);
      }
    }
  }

  /** The learner, or undefined for nobody of the roster, or for a name that several have. */
  find({ learner, candidates, number }: HandedIn): Enrolled | undefined {
    for (const candidate of candidates) {
      const named = this.byName.get(wordsOf(candidate).join(' ')) ?? [];
      const found = this.byId.get(folded(candidate)) ?? (named.length === 1 ? named[0] : undefined);
      if (found) return found;
    }
    const numbered = number === undefined ? undefined : this.byId.get(folded(number));
    return numbered && folded(numbered.name) === folded(learner.name) ? numbered : undefined;
  }
}

/** A name as it is, and as platforms write it: last name first, together. */
function spellings(name: string): string[] {
  const words = wordsOf(name);
  const turned = words.map((_, i) => [...words.slice(i), ...words.slice(0, i)]);
  const together = turned.map((order) => order.join('').replace(/[^\p{L}\p{N}]/gu, ''));
  const plain = together.map((text) => text.normalize('NFD').replace(/\p{M}/gu, ''));
  return [...turned.map((order) => order.join(' ')), ...together, ...plain];
}

function wordsOf(name: string): string[] {
  return folded(name)
    .split(/[\s,]+/)
    .filter((word) => word !== '');
}
