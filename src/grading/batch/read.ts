import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { type Notebook, parseNotebook } from '../../kernel/notebook';
import type { Lesson } from '../lessons';
import { GradingError, lessonOf } from '../submission';
import { codeOf } from './collect';

/** The largest notebook that is read, in bytes. */
export const MOST_BYTES = 20 * 2 ** 20;
/** Lists, objects and items that it may have: to make that number of values takes a second. */
const MOST_PARTS = 500_000;

/**
 * A file's bytes; `name` is what errors call it.
 * @throws GradingError for what is no file, is empty or too large, or cannot be read
 */
export function readBytes(path: string, name: string): Buffer {
  let fd: number;
  try {
    // Without waiting: a pipe would never be ready.
    fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw new GradingError(`${name} cannot be read (${codeOf(error)})`);
  }
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile()) throw new GradingError(`${name} is not a file`);
    if (stats.size === 0) throw new GradingError(`${name} is empty`);
    if (stats.size > MOST_BYTES) {
      const mib = (bytes: number): number => Math.ceil(bytes / 2 ** 20);
      throw new GradingError(
        `${name} has ${mib(stats.size)} MiB, and a notebook may have ${mib(MOST_BYTES)}: clear its outputs and save it`,
      );
    }
    return readFileSync(fd);
  } catch (error) {
    if (error instanceof GradingError) throw error;
    throw new GradingError(`${name} cannot be read (${codeOf(error)})`);
  } finally {
    closeSync(fd);
  }
}

export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The notebook in some bytes, with its lesson.
 * @throws GradingError with what is wrong with it, whatever that is
 */
export function submissionIn(
  bytes: Buffer,
  name: string,
): { readonly notebook: Notebook; readonly lesson: Lesson } {
  if (hasMoreParts(bytes, MOST_PARTS)) {
    throw new GradingError(
      `${name} has more than ${MOST_PARTS} parts: clear its outputs and save it`,
    );
  }
  try {
    const notebook = parseNotebook(bytes, name);
    return { notebook, lesson: lessonOf(notebook, name) };
  } catch (error) {
    // Of JSON that is nested very deep, or of a shape that nobody thought of.
    throw new GradingError((error as Error).message);
  }
}

/** Whether a JSON text has more commas and opening brackets than that, those in strings counted too. */
function hasMoreParts(bytes: Buffer, most: number): boolean {
  let parts = 0;
  for (const byte of bytes) {
    if ((byte === 44 || byte === 91 || byte === 123) && ++parts > most) return true;
  }
  return false;
}
