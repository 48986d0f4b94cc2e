import { builtinModules } from 'node:module';
import { join, parse } from 'node:path';
import { PACKAGE_ROOT } from '../../kernel/paths';
import { findDeno, type Runtime } from './runtime';
import { INFO_FD, type Isolation, isolation, limitsCommand, systemIsolates } from './system';

/** What holds a submission. */
export interface Wall {
  /** A runtime that grants nothing: Deno without any permission. */
  readonly runtime: boolean;
  /** The system's isolation around it: bubblewrap's namespaces, a filter of system calls. Linux only. */
  readonly system: boolean;
}

/** There is no wall to grade behind; the message says how to get one. */
export class NoWall extends Error {
  override readonly name = 'NoWall';
}

/**
 * The wall that this machine has.
 * @param unsafe go without the runtime layer where it is not there: cells then run in Node
 * @throws NoWall when there is no Deno
 */
export function wallHere(unsafe = false): Wall {
  const deno = findDeno();
  if (deno === undefined && !unsafe) {
    throw new NoWall(
      'nothing is graded without a wall around the code that was handed in, and Deno, which is that wall, is not here. ' +
        'Install it beside heaplab: npm install deno (92 MB, no further step). --unsafe grades without it: ' +
        'only where you trust every line that was handed in',
    );
  }
  return { runtime: deno !== undefined, system: systemIsolates(deno ?? process.execPath) };
}

/**
 * A program of ours that runs behind the wall, from dist/walled: a file for Node, and beside it one by which
 * Deno takes it as text, in half the time that it needs for a module of that size.
 */
export type WalledProgram = 'cells' | 'conversion' | 'trials';

const WALLED = join(PACKAGE_ROOT, 'dist', 'walled');

/**
 * An import map in which the modules of Node, which Deno offers as well, are empty. They are granted nothing
 * there either; so they are nothing to look for holes in.
 */
const IMPORTS = ((): string => {
  const own = [
    'test',
    'test/reporters',
    'sqlite',
    'sea',
    'inspector/promises',
    'trace_events',
    'wasi',
  ];
  const names = new Set([...builtinModules, ...own].flatMap((name) => [name, `node:${name}`]));
  const imports = Object.fromEntries([...names].map((name) => [name, 'data:text/javascript,']));
  return `data:application/json,${encodeURIComponent(JSON.stringify({ imports }))}`;
})();

/** Flags of Deno: no permission, nobody asked for one, nothing fetched, no configuration read. */
function denoArguments(program: string, memory: number): string[] {
  return [
    'run',
    ...['--no-prompt', '--no-remote', '--no-npm', '--no-config', '--no-lock', '--cached-only'],
    ...['read', 'write', 'net', 'env', 'run', 'ffi', 'sys', 'import'].map(
      (what) => `--deny-${what}`,
    ),
    `--import-map=${IMPORTS}`,
    // No flag of V8 can be changed later: some of them write files.
    `--v8-flags=--freeze-flags-after-init,--max-old-space-size=${Math.ceil(memory / 2 ** 20)}`,
    program,
  ];
}

/** A command for `spawn`, and how to call it. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly runtime: Runtime['name'];
  /** Present when the command writes on INFO_FD which process to watch. */
  readonly isolation: Isolation | undefined;
}

/** The command that starts a walled program. @param memory bytes that V8 may use for its heap */
export function wallCommand(program: WalledProgram, wall: Wall, memory: number): Command {
  const deno = wall.runtime ? findDeno() : undefined;
  if (wall.runtime && deno === undefined) throw new NoWall('Deno is not here any more');
  const runtime: Runtime = deno
    ? { name: 'deno', path: deno }
    : { name: 'node', path: process.execPath };
  const main = `${program}${runtime.name === 'deno' ? '.deno' : ''}.js`;
  const folder = wall.system ? '/' : WALLED;
  const runtimeArguments =
    runtime.name === 'deno'
      ? denoArguments(join(folder, main), memory)
      : ['--no-warnings', join(folder, main)];
  // A folder that cannot be made, since its parent is a file: nothing is stored, and nothing is cached.
  const env = { DENO_DIR: join(folder, main, 'none'), NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1' };
  const files = [...new Set([main, `${program}.js`])];
  const around = wall.system
    ? isolation(
        runtime.path,
        files.map((name) => ({ path: join(WALLED, name), at: join(folder, name) })),
        env,
      )
    : undefined;
  if (wall.system && !around) throw new NoWall('bubblewrap is not here any more');
  const [file, ...args] = [
    ...limitsCommand(around !== undefined),
    ...(around ? [...around.command, '--info-fd', String(INFO_FD), '/runtime'] : [runtime.path]),
    ...runtimeArguments,
  ];
  return {
    file: file!,
    args,
    env: process.platform === 'win32' ? { ...env, SystemRoot: process.env.SystemRoot ?? '' } : env,
    cwd: parse(PACKAGE_ROOT).root,
    runtime: runtime.name,
    isolation: around,
  };
}
