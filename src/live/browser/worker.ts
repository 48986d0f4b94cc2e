import { type LiveOptions, serveCells } from '../engine';
import type { FromEngine, StopWay, ToEngine, WorkerScope } from './messages';

/*
 * The worker that runs cells: dist/live/worker.js. The page (client.ts) talks to it.
 */

declare const self: WorkerScope<ToEngine, FromEngine>;

const send = (message: FromEngine): void => self.postMessage(message);

/** What was converted for cells, by the number of its request. */
const waiting = new Map<number, (answer: unknown) => void>();
let conversions = 0;

const ask: LiveOptions['ask'] = (request) =>
  new Promise((resolve) => {
    waiting.set(++conversions, resolve);
    send({ type: 'convert', number: conversions, request });
  });

/** A script beside this one, as text, at once. */
function readScript(name: string): string {
  const request = new XMLHttpRequest();
  request.open('GET', new URL(name, self.location.href), false);
  request.send();
  if (request.status !== 200) throw new Error(`${name} cannot be loaded (${request.status})`);
  return request.responseText;
}

let vega: unknown;

/** Vega, loaded at the first chart that needs it here: the others are drawn by the page. */
function loadVega(): unknown {
  // biome-ignore lint/security/noGlobalEval: running code is what this is for
  const evaluate = eval;
  vega ??= evaluate(`${readScript('vega.js')};heaplabVega`);
  return vega;
}

function stopBy(way: StopWay): () => boolean {
  switch (way.by) {
    case 'flag':
      return () => Atomics.load(way.flag, 0) !== 0;
    case 'service-worker':
      return () => {
        const request = new XMLHttpRequest();
        request.open('GET', way.url, false);
        try {
          request.send();
        } catch {
          return false; // The service worker has gone.
        }
        return request.responseText === '1';
      };
    case 'end':
      return () => false;
  }
}

const server = new Promise<ReturnType<typeof serveCells>>((resolve) => {
  self.addEventListener('message', ({ data }) => {
    if (data.type === 'start') {
      const made = serveCells({
        send,
        ask,
        stopped: stopBy(data.stop),
        vega: loadVega,
        memory: data.memory,
      });
      self.addEventListener('unhandledrejection', (event) => {
        event.preventDefault();
        made.fail(event.reason);
      });
      resolve(made);
      send({ type: 'ready' });
    } else if (data.type === 'converted') {
      waiting.get(data.number)?.(data.answer);
      waiting.delete(data.number);
    } else if (data.type === 'interrupt') {
      void server.then((made) => made.interrupt());
    } else {
      void server.then((made) => made.receive(data));
    }
  });
});
