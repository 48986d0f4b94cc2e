import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, isAbsolute, join } from 'node:path';

/** Where the first layer of the wall is: the program to start. */
export interface Runtime {
  readonly name: 'deno' | 'node';
  readonly path: string;
}

/** The packages in which npm's `deno` brings its program, by Node's names of system and processor. */
const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@deno/linux-x64-glibc',
  'linux-arm64': '@deno/linux-arm64-glibc',
  'darwin-x64': '@deno/darwin-x64',
  'darwin-arm64': '@deno/darwin-arm64',
  'win32-x64': '@deno/win32-x64',
  'win32-arm64': '@deno/win32-arm64',
};

const PROGRAM = process.platform === 'win32' ? 'deno.exe' : 'deno';

/** A program on the PATH, or undefined. */
export function findProgram(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, name))
    .find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Deno: that of HEAPLAB_DENO, of the npm package `deno`, or of the PATH; undefined where there is none. */
export function findDeno(): string | undefined {
  const stated = process.env.HEAPLAB_DENO;
  // Stated and not there is an answer: it takes the runtime away, as a test does.
  if (stated !== undefined) return isProgram(stated) ? stated : undefined;
  return packagedDeno() ?? findProgram(PROGRAM);
}

/** Never from the folder in which the command is given: that may be one that learners filled. */
function packagedDeno(): string | undefined {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined) return undefined;
  try {
    const deno = createRequire(__filename).resolve('deno/package.json');
    const path = join(dirname(createRequire(deno).resolve(`${name}/package.json`)), PROGRAM);
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
