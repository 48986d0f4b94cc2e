import type { AskedQuestion, PracticeRequest } from './practice-worker';
import { WorkerRequests } from './worker-requests';

/*
 * The page's side of the question bank: the worker starts with the first question that is asked for.
 */

const NOT_LOADED =
  'The simulator that works out the answers could not be loaded. A browser refuses it on pages from the disk: serve the folder, or use the questions below.';

const worker = new WorkerRequests<PracticeRequest>('practice.js', {
  notLoaded: NOT_LOADED,
  failed: 'This question could not be made',
});

/** Which question: the same one each time. */
export interface Draw {
  readonly template: string;
  readonly version: string;
  readonly seed: number;
}

export const questionOf = (draw: Draw): Promise<AskedQuestion> =>
  worker.request({ ...draw, want: 'question' }) as Promise<AskedQuestion>;

/** The same question in a version where its answer is another; undefined when it is the same in all. */
export const followUpOf = (draw: Draw): Promise<AskedQuestion | undefined> =>
  worker.request({ ...draw, want: 'follow-up' }) as Promise<AskedQuestion | undefined>;

/** The spec of a picture of the answer, where there is one. */
export const chartOf = (draw: Draw): Promise<object | undefined> =>
  worker.request({ ...draw, want: 'chart' }) as Promise<object | undefined>;
