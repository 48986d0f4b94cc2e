import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { runInThisContext } from 'node:vm';
import type { EngineHost } from './cell-engine';

/** The compiled sources: frames of ours say nothing to a user. */
const OWN = join(__dirname, '..', '..');

/** Cells in Node: SIGINT stops what runs, and modules are found from the notebook's folder. */
export function nodeHost(folder: string): Omit<EngineHost, 'stopped'> {
  return {
    evaluate: (script) => runInThisContext(script, { breakOnSigint: true }),
    load(name, from) {
      // tslab's own is not to be found from the notebook's folder.
      if (name === 'tslab') return require('tslab');
      return createRequire(from ?? join(folder, 'src.js'))(name);
    },
    isStop: (thrown) =>
      (thrown as { code?: unknown } | undefined)?.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED',
    inspect: (value, options) => inspect(value, options),
    isInternal: (script) =>
      script.startsWith('node:') ||
      script.startsWith(OWN) ||
      /[\\/]tslab[\\/]dist[\\/]/.test(script),
  };
}
