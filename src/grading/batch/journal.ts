import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../kernel/paths';
import type { Grade } from '../grader';
import { GradingError } from '../submission';
import { codeOf, type Place } from './collect';

/*
 * What a grading has found so far: a line of JSON for each notebook, on the disk before the next one is
 * begun. The first line says what all were graded with. A last line without its end was being written
 * when the machine or the grader stopped, and is cut off.
 */

export const JOURNAL = 'grading.jsonl';

/** What two results must have in common to be in one table. */
export interface Header {
  readonly format: 1;
  readonly heaplab: string;
  /** A hash of the lessons, hidden checks and all. */
  readonly lessons: string;
  readonly seed: string;
}

/** What became of a notebook. */
export interface Attempt extends Place {
  /** When it was graded, ISO 8601. */
  readonly at: string;
  /** SHA-256 of its bytes; undefined for what could not be read. */
  readonly sha256: string | undefined;
  readonly seconds: number;
  readonly result: Grade | undefined;
  /** Why it could not be graded. */
  readonly problem: string | undefined;
  /** The problem is this machine's, not the notebook's: the next run tries again. */
  readonly passing: boolean;
}

/** The results could not be written: the disk is full, or away. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

export class Journal {
  readonly attempts: readonly Attempt[];
  /** Numbers of lines that are damaged, whose notebooks are graded again. */
  readonly damaged: readonly number[];
  readonly header: Header;
  private readonly fd: number;
  private length: number;

  /**
   * Opens the journal of a folder, or begins one.
   * @param seed the seed that was asked for; the journal's own, or `fresh()`, when none was
   * @throws GradingError when the folder's results were made with something else
   */
  constructor(
    private readonly folder: string,
    seed: string | undefined,
    fresh: () => string,
  ) {
    const path = join(folder, JOURNAL);
    const isNew = !existsSync(path);
    this.fd = openSync(path, 'a+', 0o600);
    try {
      const text = readFileSync(path);
      const end = text.lastIndexOf(0x0a) + 1;
      const lines = text.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
      this.length = end;
      if (end < text.length) ftruncateSync(this.fd, end);
      if (lines.length > 0) {
        this.header = checked(lines[0]!, folder, seed);
        const read = lines.slice(1).map(attemptIn);
        this.attempts = read.filter((attempt) => attempt !== undefined);
        this.damaged = read.flatMap((attempt, i) => (attempt === undefined ? [i + 2] : []));
      } else {
        this.header = { format: 1, ...graderNow(), seed: seed ?? fresh() };
        this.attempts = [];
        this.damaged = [];
        this.write(this.header);
      }
      if (isNew) syncFolder(folder);
    } catch (error) {
      closeSync(this.fd);
      throw error;
    }
  }

  add(attempt: Attempt): void {
    this.write(attempt);
  }

  /** @throws JournalError when it is not on the disk; what was before it still is. */
  private write(record: Header | Attempt): void {
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    try {
      for (let written = 0; written < line.length; ) {
        written += writeSync(this.fd, line, written);
      }
      fsyncSync(this.fd);
      this.length += line.length;
    } catch (error) {
      try {
        if (fstatSync(this.fd).size > this.length) ftruncateSync(this.fd, this.length);
      } catch {
        // The next run cuts it off.
      }
      throw new JournalError(
        `cannot write to ${this.folder} (${codeOf(error)}): make room and give the same command again, which goes on where this one was`,
      );
    }
  }

  close(): void {
    closeSync(this.fd);
  }
}

/** A name in a folder is on the disk when the folder is. Windows does not let a folder be synced. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  fsyncSync(fd);
  closeSync(fd);
}

function checked(line: string, folder: string, seed: string | undefined): Header {
  let header: Partial<Header>;
  try {
    header = JSON.parse(line) as Partial<Header>;
  } catch {
    header = {};
  }
  const { format, heaplab, lessons, seed: own } = header;
  const other = 'give another folder with -o, which grades all anew';
  if (format !== 1 || typeof own !== 'string') {
    throw new GradingError(
      `${join(folder, JOURNAL)} does not begin as a journal of grades: ${other}`,
    );
  }
  const now = graderNow();
  if (heaplab !== now.heaplab) {
    throw new GradingError(
      `${folder} was begun with Heaplab ${heaplab}, and this is ${now.heaplab}: go on with that one, or ${other}`,
    );
  }
  if (lessons !== now.lessons) {
    throw new GradingError(
      `${folder} was begun with other lessons than there are now: go on with those, or ${other}`,
    );
  }
  if (seed !== undefined && seed !== own) {
    throw new GradingError(
      `${folder} was begun with another seed: leave --seed out to go on with that one, or ${other}`,
    );
  }
  return { format, heaplab, lessons, seed: own };
}

function attemptIn(line: string): Attempt | undefined {
  try {
    const read = JSON.parse(line) as Partial<Attempt>;
    const whole =
      typeof read.path === 'string' &&
      Array.isArray(read.parts) &&
      typeof read.above === 'string' &&
      (typeof read.problem === 'string') !== Array.isArray(read.result?.exercises);
    return whole ? (read as Attempt) : undefined;
  } catch {
    return undefined;
  }
}

/** The package and its lessons, as they are now. */
export function graderNow(): Pick<Header, 'heaplab' | 'lessons'> {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  const compiled = join(PACKAGE_ROOT, 'dist', 'lessons');
  const hash = createHash('sha256');
  for (const name of readdirSync(compiled, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.js')) {
      hash.update(`${name.replaceAll('\\', '/')}\0`).update(readFileSync(join(compiled, name)));
    }
  }
  return { heaplab: version, lessons: hash.digest('hex') };
}
