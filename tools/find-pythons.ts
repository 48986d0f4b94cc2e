import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A real interpreter on this machine. */
export interface Python {
  /** Its release, such as 3.12.1. */
  readonly release: string;
  /** The version it belongs to, such as 3.12. */
  readonly version: string;
  readonly path: string;
}

const SUPPORTED = /^3\.([6-9]|1[0-5])\./;

/**
 * The CPythons of this machine, oldest first: those named in HEAPLAB_PYTHONS (paths, separated as in
 * PATH), python3.X on the PATH, and pyenv's.
 */
export function findPythons(): Python[] {
  const paths = (process.env.HEAPLAB_PYTHONS ?? '').split(delimiter).filter((path) => path !== '');
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (let minor = 6; minor <= 15; minor++) paths.push(join(folder, `python3.${minor}`));
  }
  const pyenv = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  if (existsSync(pyenv)) {
    paths.push(...readdirSync(pyenv).map((release) => join(pyenv, release, 'bin', 'python')));
  }
  const found = new Map<string, Python>();
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const release = releaseOf(path);
    if (!release || !SUPPORTED.test(release) || found.has(release)) continue;
    const version = release.split('.').slice(0, 2).join('.');
    found.set(release, { release, version, path: realpathSync(path) });
  }
  const order = ({ release }: Python): number[] => release.split('.').map(Number);
  return [...found.values()].sort((a, b) => {
    const [x, y] = [order(a), order(b)];
    return x[0]! - y[0]! || x[1]! - y[1]! || x[2]! - y[2]!;
  });
}

function releaseOf(path: string): string | undefined {
  const code =
    'import sys; print("%d.%d.%d" % sys.version_info[:3] if sys.implementation.name == "cpython" else "")';
  try {
    return execFileSync(path, ['-c', code], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
