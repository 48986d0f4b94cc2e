import type { AskedQuestion, PracticeRequest } from './practice-worker';

/*
 * The page's side of the question bank: the worker starts with the first question that is asked for.
 */

const NOT_LOADED =
  'The simulator that works out the answers could not be loaded. A browser refuses it on pages from the disk: serve the folder, or use the questions below.';

interface Requested {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

let worker: Worker | undefined;
const waiting = new Map<number, Requested>();
let requests = 0;

function start(): Worker {
  const { root = '' } = document.body.dataset;
  const started = new Worker(new URL(`${root}assets/practice.js`, document.baseURI), {
    type: 'module',
  });
  started.addEventListener(
    'message',
    ({ data }: MessageEvent<{ id: number; value?: unknown; error?: string }>) => {
      const { id, value, error } = data;
      if (error === undefined) waiting.get(id)?.resolve(value);
      else waiting.get(id)?.reject(new Error(`This question could not be made: ${error}`));
      waiting.delete(id);
    },
  );
  started.addEventListener('error', () => {
    started.terminate();
    worker = undefined;
    for (const { reject } of waiting.values()) reject(new Error(NOT_LOADED));
    waiting.clear();
  });
  return started;
}

function request(wanted: Omit<PracticeRequest, 'id'>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    try {
      worker ??= start();
    } catch {
      reject(new Error(NOT_LOADED));
      return;
    }
    const id = ++requests;
    waiting.set(id, { resolve, reject });
    worker.postMessage({ ...wanted, id });
  });
}

/** Which question: the same one each time. */
export interface Draw {
  readonly template: string;
  readonly version: string;
  readonly seed: number;
}

export const questionOf = (draw: Draw): Promise<AskedQuestion> =>
  request({ ...draw, want: 'question' }) as Promise<AskedQuestion>;

/** The same question in a version where its answer is another; undefined when it is the same in all. */
export const followUpOf = (draw: Draw): Promise<AskedQuestion | undefined> =>
  request({ ...draw, want: 'follow-up' }) as Promise<AskedQuestion | undefined>;

/** The spec of a picture of the answer, where there is one. */
export const chartOf = (draw: Draw): Promise<object | undefined> =>
  request({ ...draw, want: 'chart' }) as Promise<object | undefined>;
