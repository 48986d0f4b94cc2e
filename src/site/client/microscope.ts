import type { Reason, Survivors } from '../../recording/answers';
import type { PoolMap, StepState } from '../../recording/types';
import type { MicroscopeRequest, ObjectBytes, Recorded } from './microscope-worker';
import { WorkerRequests } from './worker-requests';

/*
 * The page's side of recorded runs: a worker of its own for each version, which runs the program and shows any step of
 * it.
 */

const WORDS = {
  notLoaded:
    'The simulator could not be loaded. A browser refuses it on pages from the disk: serve the folder.',
  failed: 'The simulator failed',
};

/** States that are kept at hand. */
const KEPT = 64;

type Asked = Omit<MicroscopeRequest, 'id'>;

/** A recorded run that the page can ask about. */
export interface OpenRun {
  readonly facts: Recorded;
  state(step: number): Promise<StepState>;
  /** The bytes of an object; an error where there is none at that address. */
  fields(step: number, address: number): Promise<ObjectBytes>;
  /** Why an object is alive; undefined when no name leads to it. */
  why(step: number, address: number): Promise<Reason | undefined>;
  /** What keeps an arena: so many blocks of it are described. */
  pins(step: number, arena: number, most: number): Promise<Survivors>;
  /** A pool block by block: a state has only the first pools so. Undefined where there is none. */
  pool(step: number, arena: number, index: number): Promise<PoolMap | undefined>;
}

/** A run that was recorded with the pages, as a file. */
export interface StoredRun extends Recorded {
  readonly states: readonly StepState[];
}

/** A run of a file; what is not in it comes from the same run in the worker, once that is recorded. */
export function openStored({ states, ...facts }: StoredRun, live: Promise<OpenRun>): OpenRun {
  return {
    facts,
    state: (step) => Promise.resolve(states[step]!),
    fields: async (step, address) => (await live).fields(step, address),
    why: async (step, address) => (await live).why(step, address),
    pins: async (step, arena, most) => (await live).pins(step, arena, most),
    pool: async (step, arena, index) => (await live).pool(step, arena, index),
  };
}

/** The run of the gallery's first program. @throws Error where the file cannot be had */
export async function fetchFirstRun(): Promise<StoredRun> {
  const { root = '' } = document.body.dataset;
  const response = await fetch(new URL(`${root}assets/first-run.json`, document.baseURI));
  if (!response.ok) throw new Error(`${response.status}`);
  return (await response.json()) as StoredRun;
}

/** Where runs are recorded: one at a time, the next ends the one before. */
export class Recorder {
  private readonly worker = new WorkerRequests<MicroscopeRequest>('microscope.js', WORDS);
  private busy = false;

  /** Runs a program and records it. @param between the part of it whose lines are steps */
  async record(
    python: string,
    source: string,
    between?: MicroscopeRequest['between'],
  ): Promise<OpenRun> {
    if (this.busy) this.stop();
    this.busy = true;
    const ask = (asked: Asked): Promise<unknown> => this.worker.request(asked);
    const facts = (await ask({ want: 'record', python, source, between }).finally(() => {
      this.busy = false;
    })) as Recorded;
    const states = new Map<number, Promise<StepState>>();
    return {
      facts,
      state(step) {
        const known = states.get(step);
        if (known) return known;
        const asked = ask({ want: 'state', step }) as Promise<StepState>;
        states.set(step, asked);
        const oldest = states.keys().next().value;
        if (states.size > KEPT && oldest !== undefined) states.delete(oldest);
        return asked;
      },
      fields: (step, address) => ask({ want: 'fields', step, address }) as Promise<ObjectBytes>,
      why: (step, address) => ask({ want: 'why', step, address }) as Promise<Reason | undefined>,
      pins: (step, arena, most) =>
        ask({ want: 'pins', step, address: arena, count: most }) as Promise<Survivors>,
      pool: (step, arena, index) =>
        ask({ want: 'pool', step, address: arena, count: index }) as Promise<PoolMap | undefined>,
    };
  }

  /** Ends whatever is running. */
  stop(): void {
    this.worker.stop('stopped');
    this.busy = false;
  }
}
