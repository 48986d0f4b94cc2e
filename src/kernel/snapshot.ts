import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from './paths';

/** The V8 start-up snapshot of workers, which the build makes: a worker starts in a third of the time. */
export const SNAPSHOT: string = join(PACKAGE_ROOT, 'dist', 'engine.blob');

/** Says what the snapshot fits. */
export const SNAPSHOT_KEY: string = join(PACKAGE_ROOT, 'dist', 'engine.key');

/** A snapshot fits the Node that made it, and files that lie where they lay then. */
export function snapshotKey(): string {
  return [process.version, process.platform, process.arch, PACKAGE_ROOT].join('\n');
}

let refused = false;

/** The snapshot, where there is one that fits. */
export function usableSnapshot(): string | undefined {
  if (refused || !existsSync(SNAPSHOT) || !existsSync(SNAPSHOT_KEY)) return undefined;
  return readFileSync(SNAPSHOT_KEY, 'utf8') === snapshotKey() ? SNAPSHOT : undefined;
}

/** Node did not start from the snapshot (under V8 flags of the user's, for example): this process does not try again. */
export function refuseSnapshot(): void {
  refused = true;
}
