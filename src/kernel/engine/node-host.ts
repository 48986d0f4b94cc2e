import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { runInThisContext } from 'node:vm';
import type { EngineHost } from './cell-engine';

/** The compiled sources: frames of ours say nothing to a user. */
const OWN = join(__dirname, '..', '..');

/** What Node throws where SIGINT ends a script. */
const INTERRUPTED = 'ERR_SCRIPT_EXECUTION_INTERRUPTED';

/** A script that lasts 20 ms: longer than Node's thread for signals needs to wake up. */
const PAUSE = 'for (let end = performance.now() + 20; performance.now() < end; );';

/**
 * Cells in Node: SIGINT stops what runs, and modules are found from the notebook's folder.
 * @param stopped whether the cell was asked to stop
 */
export function nodeHost(folder: string, stopped: () => boolean): EngineHost {
  return {
    stopped,
    evaluate(script) {
      try {
        return runInThisContext(script, { breakOnSigint: true });
      } finally {
        if (stopped()) drainSignals();
      }
    },
    load(name, from) {
      // tslab's own is not to be found from the notebook's folder.
      if (name === 'tslab') return require('tslab');
      return createRequire(from ?? join(folder, 'src.js'))(name);
    },
    isStop,
    inspect: (value, options) => inspect(value, options),
    isInternal: (script) =>
      script.startsWith('node:') ||
      script.startsWith(OWN) ||
      /[\\/]tslab[\\/]dist[\\/]/.test(script),
  };
}

function isStop(thrown: unknown): boolean {
  return (thrown as { code?: unknown } | undefined)?.code === INTERRUPTED;
}

/**
 * A SIGINT that comes just when a script ends is kept by Node, and would end the next script that a
 * signal can end (SigintWatchdogHelper in src/node_watchdog.cc). So scripts of ours take it.
 */
function drainSignals(): void {
  for (let more = true; more; ) {
    more = false;
    try {
      runInThisContext(PAUSE, { breakOnSigint: true });
    } catch (thrown) {
      if (!isStop(thrown)) throw thrown;
      more = true;
    }
  }
}
