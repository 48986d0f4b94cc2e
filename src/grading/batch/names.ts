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
  /**
   * What a roster may know the learner by, the surest first. Nothing that learners chose where a
   * platform or a folder says who they are.
   */
  readonly candidates: readonly string[];
  /** Moodle's number: another for each assignment, so that it says nothing without the name. */
  readonly number: string | undefined;
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
 * Reads who handed it in from the path, by the first of these that fits: nbgrader's
 * `submitted/NAME/ASSIGNMENT/`, the name that Moodle or Canvas gives to what is first below the given folder, that
 * folder's own name, the file's. What lies deeper is the learner's to name, and says nothing.
 */
export function handedIn({ parts, above }: Place): HandedIn {
  const folders = parts.slice(0, -1);
  const file = parts.at(-1)!;
  const whole = [...above.split(sep), ...parts];
  const depth = whole.length - parts.length;
  // The outermost below the given folder, or the innermost above it.
  const inside = parts.indexOf('submitted');
  const submitted = inside >= 0 ? depth + inside : whole.slice(0, depth).lastIndexOf('submitted');
  const below = whole.slice(submitted + 1);
  if (submitted >= 0 && below.length >= 3) {
    return simple(learner(below[0]!), [below[0]!]);
  }
  const first = parts[0]!;
  const moodle = MOODLE.exec(first);
  if (moodle) {
    const [, name, number] = moodle as unknown as [string, string, string];
    // As Moodle's own grading worksheet calls them.
    const candidates = [`Participant ${number}`, name];
    return { learner: learner(name, number), late: false, candidates, number };
  }
  const canvas = folders.length === 0 ? CANVAS.exec(file) : null;
  if (canvas) {
    const [, name, late, id] = canvas as unknown as [string, string, string | undefined, string];
    const candidates = [id, name];
    return { learner: learner(name, id), late: Boolean(late), candidates, number: undefined };
  }
  return simple(learner(folders[0] ?? stemOf(file)), [...folders, stemOf(file)]);
}

function simple(learner: Learner, candidates: readonly string[]): HandedIn {
  return { learner, late: false, candidates, number: undefined };
}

function learner(name: string, id?: string): Learner {
  return { name: tidy(name) || id || '(no name)', id };
}

/** A name for each learner that no other has: where two are called the same, with the id. */
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
