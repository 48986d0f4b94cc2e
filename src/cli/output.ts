import { stripVTControlCharacters } from 'node:util';
import { createColors } from 'picocolors';

/** Colours where the stream is a terminal, and only there: a CI's log is none. */
const coloursOf = (stream: NodeJS.WriteStream): ReturnType<typeof createColors> =>
  createColors(stream.isTTY === true && !process.env.NO_COLOR);
export const out: ReturnType<typeof createColors> = coloursOf(process.stdout);
export const err: ReturnType<typeof createColors> = coloursOf(process.stderr);

/** An error whose message is all that the user needs; `status` is the exit status. */
export class CliError extends Error {
  override readonly name = 'CliError';
  constructor(
    message: string,
    readonly status = 2,
  ) {
    super(message);
  }
}

const BUGS = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'AssertionError',
  'SegmentationFault',
  'HeapCorruption',
]);

const REPORT = 'https://github.com/heaplab/heaplab/issues';

/** Prints an error to stderr and returns the exit status. A stack only for what is our own fault. */
export function reportError(error: unknown): number {
  const ours = !(error instanceof Error) || BUGS.has(error.name);
  const text =
    error instanceof Error
      ? ours
        ? `this is a bug of Heaplab, not of your program. Please report it, with the program, at\n${REPORT}\n${error.stack ?? error.message}`
        : error.message
      : String(error);
  process.stderr.write(`${err.red('heaplab:')} ${text}\n`);
  return error instanceof CliError ? error.status : 2;
}

/** Writes a line to stdout. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** A whole number option; @throws CliError naming it. */
export function wholeNumber(name: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least || number > most) {
    throw new CliError(`${name} takes a whole number from ${least} to ${most}, not '${value}'`);
  }
  return number;
}

/** `1234567` as `1,234,567`. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** A text of somebody else's, on one line, with nothing in it that a terminal would obey. */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
