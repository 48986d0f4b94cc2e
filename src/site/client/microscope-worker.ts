import type { RunFacts } from '../parts/microscope/moment';

/*
 * Runs a program in the simulator and keeps its recording, in a worker: the page asks for one step after the other.
 */

export interface MicroscopeRequest {
  readonly id: number;
  readonly want: 'record' | 'state' | 'fields' | 'why' | 'pins';
  /** Of a recording: the version and the program. */
  readonly python?: string;
  readonly source?: string;
  readonly step?: number;
  /** The object, or the index of an arena. */
  readonly address?: number;
}

export type { RunFacts };
