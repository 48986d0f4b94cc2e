import type { Answers, Ask, MicroscopeRequest } from './microscope-worker';

/*
 * The page's side of the microscope: the worker starts with the first program, and can be ended.
 */

const NOT_LOADED =
  'The simulator could not be loaded. A browser refuses it on pages from the disk: serve the folder.';

/** The reader has stopped the recording. */
export class Stopped extends Error {}

interface Requested {
  resolve(value: never): void;
  reject(error: Error): void;
}

let worker: Worker | undefined;
const waiting = new Map<number, Requested>();
let requests = 0;

function start(): Worker {
  const { root = '' } = document.body.dataset;
  const url = new URL(`${root}assets/microscope.js`, document.baseURI);
  const started = new Worker(url, { type: 'module' });
  started.addEventListener(
    'message',
    ({ data }: MessageEvent<{ id: number; value?: unknown; error?: string }>) => {
      const { id, value, error } = data;
      if (error === undefined) waiting.get(id)?.resolve(value as never);
      else waiting.get(id)?.reject(new Error(error));
      waiting.delete(id);
    },
  );
  started.addEventListener('error', () => end(new Error(NOT_LOADED)));
  return started;
}

function end(reason: Error): void {
  worker?.terminate();
  worker = undefined;
  for (const { reject } of waiting.values()) reject(reason);
  waiting.clear();
}

/** Ends the worker, whatever it is doing: the next question starts another. */
export function stop(): void {
  end(new Stopped('stopped'));
}

/** Asks the worker about a program on a version. */
export function ask<A extends Ask>(
  source: string,
  python: string,
  question: A,
): Promise<Answers[A['ask']]> {
  return new Promise((resolve, reject) => {
    try {
      worker ??= start();
    } catch {
      reject(new Error(NOT_LOADED));
      return;
    }
    const id = ++requests;
    waiting.set(id, { resolve: resolve as (value: never) => void, reject });
    worker.postMessage({ ...question, id, source, python } as MicroscopeRequest);
  });
}
