import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { isMainThread, threadId } from 'node:worker_threads';

/** Where V8's compiled form of a bundle is kept: each V8 has its own. */
function cacheOf(bundle: string): string {
  return `${bundle}.${process.versions.v8}.cache`;
}

/**
 * Runs a CommonJS bundle in this thread, from V8's code cache beside it. Where there is no cache for this V8, one is
 * made when the thread ends, which holds the functions that have run until then. The build makes the folder
 * anew, so a cache is never older than its bundle.
 */
export function runBundle(bundle: string): void {
  const cache = cacheOf(bundle);
  const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
  // The bundle is ASCII: read as latin1, V8 keeps a byte a character.
  const script = new Script(wrap(readFileSync(bundle, 'latin1')), { filename: bundle, cachedData });
  if (!cachedData) process.once('exit', () => keepCache(script, cache));
  const module = { exports: {} };
  const run = script.runInThisContext() as (...args: unknown[]) => void;
  run.call(module.exports, module.exports, createRequire(bundle), module, bundle, dirname(bundle));
}

/** Writes the cache, unless the folder is not ours to write: then each start compiles anew. */
function keepCache(script: Script, cache: string): void {
  const made = `${cache}.${process.pid}.${isMainThread ? 0 : threadId}`;
  try {
    accessSync(dirname(cache), constants.W_OK);
    writeFileSync(made, script.createCachedData());
    renameSync(made, cache);
  } catch {
    // The next start tries again.
    rmSync(made, { force: true });
  }
}
