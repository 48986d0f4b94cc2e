import { answerConversion, createCellConverter, FOLDER } from '../typescript';
import type { FromTypeScript, ToTypeScript, WorkerScope } from './messages';

/*
 * The worker that has TypeScript: dist/live/typescript-worker.js. It runs no cell, so it outlives the
 * worker that does.
 */

declare const self: WorkerScope<ToTypeScript, FromTypeScript>;

const converter = createCellConverter();

self.addEventListener('message', ({ data: { number, request } }) => {
  const answer = request && answerConversion(converter, FOLDER, request);
  const message: FromTypeScript = { number, answer };
  self.postMessage(message);
});
