import { createHash } from 'node:crypto';
import { sep } from 'node:path';
import sanitize from 'sanitize-filename';
import { type Place, stemOf } from './collect';

/*
 * Who handed a notebook in. Learning platforms and nbgrader write it into the names of files and folders.
 */

/** A learner as a submission names them. */
export interface Learner {
  readonly name: string;
  /** The platform's number or the roster's id; undefined where only a name is known. */
  readonly id: string | undefined;
}

export interface HandedIn {
  readonly learner: Learner;
  /** The platform says that it came after the date that was set. */
  readonly late: boolean;
  /** Other names in the path, for a roster to know the learner by. */
  readonly also: readonly string[];
}

/** Marks that turn text around or are not seen: a name may not lie about what it says. */
const UNSEEN = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A name in one spelling: NFC, without marks that are not seen, single spaces. */
export function tidy(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').replace(UNSEEN, '').trim();
}

/** `Anna Müller_123_assignsubmission_file_`, of a folder or before the file's own name. */
const MOODLE = /^(.+)_(\d+)_assignsubmission_[a-z]+(?:_.*)?$/s;
/** `mulleranna_LATE_12345_67890_file.ipynb`. */
const CANVAS = /^([^_]+)_(LATE_)?(\d+)_(\d+)_.+$/s;

/**
 * Reads who handed it in from the path, by the first of these that fits: Moodle's names, Canvas's,
 * nbgrader's `submitted/NAME/ASSIGNMENT/`, the first folder below the given one, the file's name.
 */
export function handedIn({ parts, above }: Place): HandedIn {
  const stem = stemOf(parts.at(-1)!);
  const also = [...parts.slice(0, -1), stem].map(tidy);
  for (const part of parts) {
    const moodle = MOODLE.exec(part);
    if (moodle) return { learner: learner(moodle[1]!, moodle[2]), late: false, also };
  }
  const canvas = CANVAS.exec(parts.at(-1)!);
  if (canvas) return { learner: learner(canvas[1]!, canvas[3]), late: Boolean(canvas[2]), also };
  const whole = [...above.split(sep), ...parts];
  const submitted = whole.lastIndexOf('submitted');
  const [name, assignment, file] = whole.slice(submitted + 1);
  if (submitted >= 0 && name !== undefined && assignment !== undefined && file !== undefined) {
    return { learner: learner(name), late: false, also: [...also, tidy(name)] };
  }
  return { learner: learner(parts.length > 1 ? parts[0]! : stem), late: false, also };
}

function learner(name: string, id?: string): Learner {
  return { name: tidy(name) || id || '(no name)', id };
}

/** What makes a learner another than the next one. */
export function keyOf({ name, id }: Learner): string {
  return id === undefined ? `name ${name}` : `id ${id}`;
}

/**
 * A name for each learner, by `keyOf`, that no other has: where two are called the same, with the id.
 */
export function uniqueNames(learners: ReadonlyMap<string, Learner>): Map<string, string> {
  const counts = count([...learners.values()].map(({ name }) => name));
  const names = new Map<string, string>();
  for (const [key, { name, id }] of learners) {
    names.set(key, counts.get(name) === 1 || id === undefined ? name : `${name} (${id})`);
  }
  return names;
}

/** Room for the mark that tells two apart, and the ending; file systems take 255 bytes. */
const MOST_BYTES = 200;

/**
 * The file name of each learner's page, by key: in any script, on any system, no two the same where
 * capitals and accents written another way are the same, none with a dot in front or outside the folder.
 */
export function pageNames(names: ReadonlyMap<string, string>): Map<string, string> {
  const stems = new Map([...names].map(([key, name]) => [key, stemFor(name)]));
  const counts = count([...stems.values()].map(folded));
  const marked = (key: string, stem: string): string =>
    `${stem}-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
  const pages = [...stems].map(([key, stem]): [string, string] => [
    key,
    counts.get(folded(stem)) === 1 ? stem : marked(key, stem),
  ]);
  // A name that was chosen to look like another's with its mark.
  const again = count(pages.map(([, page]) => folded(page)));
  return new Map(
    pages.map(([key, page]) => [
      key,
      `${again.get(folded(page)) === 1 ? page : marked(key, page)}.html`,
    ]),
  );
}

function stemFor(name: string): string {
  const safe = (text: string): string =>
    Buffer.from(sanitize(text, { replacement: '_' }))
      .subarray(0, MOST_BYTES)
      .toString()
      .replace(/\ufffd+$/, '')
      .replace(/[. ]+$/, '');
  // Names that Windows keeps for devices, and what begins with a dot or a dash.
  const plain = sanitize(name) !== '' && /^[\p{L}\p{N}]/u.test(name);
  return safe(plain ? name : `learner-${name}`);
}

/** As the least exact file system compares names. */
function folded(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase();
}

function count(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
