import { execFileSync, spawnSync } from 'node:child_process';
import { findProgram } from './runtime';
import { seccompFilter } from './seccomp';

/*
 * The second layer of the wall, where the system has it: bubblewrap's namespaces around the runtime, and
 * the kernel's limits. Linux only.
 */

/** File descriptors that bubblewrap is given. */
export const INFO_FD = 3;
export const SECCOMP_FD = 4;

/** A file that is there behind the wall: at the same path, or at another. */
export interface Visible {
  readonly path: string;
  readonly at: string;
}

const libraries = new Map<string, readonly string[]>();

/** The libraries that a program is linked against, by the dynamic linker's own word; it is asked once. */
function librariesOf(program: string): readonly string[] {
  const known = libraries.get(program);
  if (known) return known;
  const listed = execFileSync('ldd', [program], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const found = [...new Set(listed.match(/\/\S+/g) ?? [])];
  libraries.set(program, found);
  return found;
}

/** bubblewrap's arguments up to the command: an empty root, read-only, but for the files that are named. */
function bubblewrapArguments(program: string, files: readonly Visible[]): string[] {
  const shown = [...librariesOf(program).map((path) => ({ path, at: path })), ...files];
  return [
    // Own user, PID, network, IPC, UTS and cgroup namespaces; nobody in them has a capability.
    '--unshare-all',
    ...['--uid', '65534', '--gid', '65534', '--hostname', 'heaplab', '--cap-drop', 'ALL'],
    ...['--die-with-parent', '--new-session', '--as-pid-1', '--clearenv'],
    ...shown.flatMap(({ path, at }) => ['--ro-bind', path, at]),
    ...['/dev/null', '/dev/urandom'].flatMap((device) => ['--dev-bind', device, device]),
    // No /proc, but for the one link in it by which Deno finds itself.
    ...['--symlink', '/runtime', '/proc/self/exe'],
    ...['--remount-ro', '/', '--chdir', '/'],
  ];
}

/** A prefix of a command, and what it wants of the caller. */
export interface Isolation {
  readonly command: readonly string[];
  /** The seccomp filter, to be written to SECCOMP_FD; undefined on a processor without one. */
  readonly filter: Buffer | undefined;
}

/** The command that starts `program` inside, as `/runtime`, with these files beside it. */
export function isolation(
  program: string,
  files: readonly Visible[],
  environment: Readonly<Record<string, string>>,
): Isolation | undefined {
  const bubblewrap = process.platform === 'linux' ? findProgram('bwrap') : undefined;
  if (bubblewrap === undefined) return undefined;
  const filter = seccompFilter();
  return {
    command: [
      bubblewrap,
      ...bubblewrapArguments(program, [{ path: program, at: '/runtime' }, ...files]),
      ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
      ...(filter ? ['--seccomp', String(SECCOMP_FD)] : []),
    ],
    filter,
  };
}

let works: { readonly program: string; readonly answer: boolean } | undefined;

/** Whether a program starts in isolation on this machine; asked once. Containers often forbid it. */
export function systemIsolates(program: string): boolean {
  if (works?.program !== program) works = { program, answer: tryIsolation(program) };
  return works.answer;
}

function tryIsolation(program: string): boolean {
  let made: Isolation | undefined;
  try {
    made = isolation(program, [], {});
  } catch {
    // What is no program of the machine's own kind, but a script: its libraries cannot be told.
  }
  if (!made) return false;
  // Without the filter: a pipe cannot be filled here while the command is waited for.
  const [command, ...args] = made.command.filter(
    (word) => !['--seccomp', String(SECCOMP_FD)].includes(word),
  );
  const { status } = spawnSync(command!, [...args, '/runtime', '--version'], {
    stdio: 'ignore',
    timeout: 10_000,
  });
  return status === 0;
}

/** What the kernel limits, whatever else there is. Seconds of CPU; bytes of a file. */
const LIMITS = { cpu: 600, fsize: 2 ** 20, nofile: 256, core: 0 };

/**
 * The command that starts another with limits, and ends it with its parent; empty where it is not there.
 * @param isolated bubblewrap follows, which ends with its parent by itself
 */
export function limitsCommand(isolated: boolean): string[] {
  if (process.platform !== 'linux') return [];
  const setpriv = isolated ? undefined : findProgram('setpriv');
  const prlimit = findProgram('prlimit');
  return [
    ...(setpriv ? [setpriv, '--pdeathsig', 'KILL'] : []),
    ...(prlimit
      ? [prlimit, ...Object.entries(LIMITS).map(([name, value]) => `--${name}=${value}`)]
      : []),
  ];
}
