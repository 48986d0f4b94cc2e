import { compressToEncodedURIComponent, decompressFromEncodedURIComponent } from 'lz-string';
import { keptProgram, tokenOf } from './kept';

/*
 * What the microscope shows, as its address has it: `#python=3.12&beside=3.8&step=5&program=…`. The program is in the
 * address itself, so that nothing is sent; one of the gallery is there by its name. Of a program that is too long the
 * address has a token: `#kept=…`. Only the tab that it ran in has the program.
 */

/** A part of a run, in lines that have run. */
export type Part = readonly [from: number, to: number];

export interface Address {
  readonly python: string;
  /** A second version, side by side. */
  readonly beside: string | undefined;
  readonly step: number;
  /** The part of a long run whose every line is a step: how many lines have run where it begins and ends. */
  readonly between: Part | undefined;
  /** A program of the gallery, by its name. */
  readonly example: string | undefined;
  /** The reader's own program. */
  readonly program: string | undefined;
  /** The address means a program that is not there: it was cut off, perhaps, or another tab keeps it. */
  readonly missing: 'cut off' | 'kept elsewhere' | undefined;
  /** The object that is open, as a number. */
  readonly object: number | undefined;
  /** The pool that is open, as `arena:pool`. */
  readonly pool: string | undefined;
  /** Begins to play. */
  readonly play: boolean;
  /** Only the player, for a frame in another page. */
  readonly embed: boolean;
}

/** The beginning of a program: all but which one. */
export const NOTHING_OPEN = {
  beside: undefined,
  step: 0,
  between: undefined,
  example: undefined,
  program: undefined,
  missing: undefined,
  object: undefined,
  pool: undefined,
  play: false,
  embed: false,
} as const;

/** Characters of a packed program: what is longer, some programs cut off. */
const LONGEST = 16_000;

/** The last program that was packed: each step writes the address again. */
let packed: { readonly program: string; readonly text: string } | undefined;

function packedText(program: string): string {
  if (packed?.program !== program)
    packed = { program, text: compressToEncodedURIComponent(program) };
  return packed.text;
}

/** Whether a program is too long to be in the address itself. */
export const isTooLong = (program: string): boolean => packedText(program).length > LONGEST;

export interface Known {
  readonly versions: readonly string[];
  readonly version: string;
  readonly examples: readonly string[];
}

/** Reads an address; what it does not say, or says wrongly, is as in the beginning. */
export function readAddress(hash: string, { versions, version, examples }: Known): Address {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const versionOf = (name: string): string | undefined =>
    versions.find((known) => known === said.get(name));
  const whole = (name: string): number | undefined => {
    const text = said.get(name) ?? '';
    return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  };
  const text = said.get('program');
  const token = said.get('kept');
  const program =
    (text ? decompressFromEncodedURIComponent(text) : token ? keptProgram(token) : '') || undefined;
  const object = said.get('object');
  const pool = said.get('pool') ?? '';
  const part = /^(\d{1,9})-(\d{1,9})$/.exec(said.get('between') ?? '');
  return {
    python: versionOf('python') ?? version,
    beside: versionOf('beside'),
    step: whole('step') ?? 0,
    between: part ? [Number(part[1]), Number(part[2])] : undefined,
    example:
      program === undefined
        ? (examples.find((name) => name === said.get('example')) ?? examples[0])
        : undefined,
    program,
    missing:
      program !== undefined || (text === null && token === null)
        ? undefined
        : text === null
          ? 'kept elsewhere'
          : 'cut off',
    object: object && /^0x[\da-f]{1,13}$/.test(object) ? Number(object) : undefined,
    pool: /^\d{1,6}:\d{1,3}$/.test(pool) ? pool : undefined,
    play: said.has('play'),
    embed: said.has('embed'),
  };
}

/** The address; a program that is too long for it has to be kept too (`keepProgram`). */
export function addressText(address: Address): string {
  const { python, beside, step, between, example, program, object, pool, embed } = address;
  const said = new URLSearchParams();
  said.set('python', python);
  if (beside !== undefined) said.set('beside', beside);
  if (step > 0) said.set('step', String(step));
  if (between) said.set('between', between.join('-'));
  if (object !== undefined) said.set('object', `0x${object.toString(16)}`);
  if (pool !== undefined) said.set('pool', pool);
  if (embed) said.set('embed', '');
  if (program !== undefined)
    return isTooLong(program)
      ? `#${said}&kept=${tokenOf(program)}`
      : `#${said}&program=${packedText(program)}`;
  if (example !== undefined) said.set('example', example);
  return `#${said}`;
}
