import { readFileSync } from 'node:fs';

import ts = require('@tslab/typescript-for-tslab');

import type { Preloaded } from './preload';

/*
 * What is run to make the start-up snapshot (build-snapshot.ts), bundled into one file with TypeScript:
 * it parses and binds the declaration files of a program, and leaves them in a global variable.
 */

/** A program's options, and the declaration files that are the same for every cell. */
export interface Program {
  readonly options: ts.CompilerOptions;
  readonly files: readonly string[];
}

const { options, files } = JSON.parse(
  readFileSync(process.env.HEAPLAB_PROGRAM!, 'utf8'),
) as Program;
const program = ts.createProgram(files, options);
// Binds every file.
program.getTypeChecker();
const sources = new Map(
  // The builder of watching programs wants versions to compare; these files do not change.
  program
    .getSourceFiles()
    .map((source) => [source.fileName, Object.assign(source, { version: 'snapshot' })]),
);
const preloaded: Preloaded = { typescript: ts, sources };
Object.assign(globalThis, { heaplabPreloaded: preloaded });
