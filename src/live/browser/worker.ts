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

/** Whether the blob of an address can still be read: a loop hears no message, but it can ask for this. */
function isThere(url: string): boolean {
  const request = new XMLHttpRequest();
  try {
    request.open('GET', url, false);
    request.send();
    return request.status === 200;
  } catch {
    return false;
  }
}

/** False where a policy of this worker's allows no address of a blob. */
const readsAddresses = (): boolean => {
  const url = URL.createObjectURL(new Blob());
  const there = isThere(url);
  URL.revokeObjectURL(url);
  return there;
};

let stopWay: StopWay = { by: 'end' };

function stopped(): boolean {
  switch (stopWay.by) {
    case 'flag':
      return Atomics.load(stopWay.flag, 0) !== 0;
    case 'address':
      return !isThere(stopWay.url);
    case 'end':
      return false;
  }
}

const server = new Promise<ReturnType<typeof serveCells>>((resolve) => {
  self.addEventListener('message', ({ data }) => {
    if (data.type === 'start') {
      const made = serveCells({
        send,
        ask,
        stopped,
        vega: loadVega,
        memory: data.memory,
      });
      self.addEventListener('unhandledrejection', (event) => {
        event.preventDefault();
        made.fail(event.reason);
      });
      resolve(made);
      if (!readsAddresses()) send({ type: 'readsNoAddress' });
      send({ type: 'ready' });
    } else if (data.type === 'stopBy') {
      stopWay = data.way;
    } else if (data.type === 'converted') {
      waiting.get(data.number)?.(data.answer);
      waiting.delete(data.number);
    } else {
      void server.then((made) => made.receive(data));
    }
  });
});
