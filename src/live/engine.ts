import { leaveOutPictures } from '../charts/chart';
import * as heaplab from '../index';
import { type Cell, CellServer, type ServerHost } from '../kernel/engine/cell-server';
import type { CellMessage } from '../kernel/protocol';
import { limitProcesses } from '../memory/address-space';
import { type Ask, askingConverter } from './asking-converter';
import { nodeConsole } from './console';
import { inspect } from './inspect';
import { FOLDER } from './memory-system';
import { explainMemory } from './out-of-memory';

/*
 * The entry of the bundle `dist/live/engine.js`: simulator, Python, charts and the cell engine, without
 * TypeScript, for anything that runs JavaScript: a browser's worker, Deno without permissions, Node. It
 * uses nothing of them but what it is handed.
 *
 *     import { serveCells } from './engine.js';
 *     const server = serveCells({ send, ask });
 *     server.receive({ type: 'execute', id: 1, count: 1, code: '%%python\nprint(1)' });
 *
 * `send` gets the messages of kernel/protocol.ts; `ask` passes a request for a conversion to whoever
 * has typescript.js, where `answerConversion(converter, FOLDER, request)` answers it.
 */

export { FOLDER } from './memory-system';

export interface LiveOptions {
  send(message: CellMessage): void;
  /** Converts cells in TypeScript; those in Python need nothing. */
  ask: Ask;
  /** Whether the running cell should stop: asked up to twenty times a second. */
  stopped?(): boolean;
  /** Bytes that each simulated process may map; no limit when left out. */
  memory?: number | undefined;
  /** Vega and Vega-Lite, for charts whose places Vega has to find; without it those fail. */
  vega?(): unknown;
}

/** Through this the bundle gets Vega when a chart asks for it (tools/live.ts). */
const VEGA = Symbol.for('heaplab.vega');

/** Runs cells here, in this global scope: there can be one such server. */
export function serveCells({ send, ask, stopped, memory, vega }: LiveOptions): CellServer {
  const own = scriptFolder();
  let current: Cell | undefined;
  const { setTimeout } = globalThis;
  // Called by another name, eval works in the global scope.
  // biome-ignore lint/security/noGlobalEval: running code is what this is for
  const evaluate = eval;
  const host: ServerHost = {
    evaluate: (script) => evaluate(script),
    load(name) {
      if (name === 'heaplab') return HEAPLAB;
      throw new Error(`'${name}' cannot be imported here: there is 'heaplab', and nothing else`);
    },
    isStop: () => false,
    explain: (error, code) => explainMemory(error, code, memory),
    inspect: (value, options) => inspect(value, options),
    isInternal: (script) =>
      (own !== undefined && script.startsWith(own)) || /^(ext|node):/.test(script),
    send,
    within: (_, work) => work(),
    current: () => current,
    // The event of a rejection that nobody handled is put behind the timers that are set already.
    settled: () => new Promise((resolve) => setTimeout(setTimeout, 0, resolve, 0)),
    stopped: stopped ?? (() => false),
    readFile: () => undefined,
  };
  const server = new CellServer(host, askingConverter(ask, FOLDER), FOLDER);
  bindTimers((callback) => {
    const cell = server.cell();
    return (...args) => {
      current = cell;
      try {
        callback(...args);
      } catch (thrown) {
        server.fail(thrown);
      } finally {
        current = undefined;
      }
    };
  });
  Object.assign(
    globalThis.console,
    nodeConsole((name, text) => server.put({ type: 'stream', name, text })),
  );
  Object.assign(globalThis, { [VEGA]: vega });
  leaveOutPictures();
  if (memory !== undefined) limitProcesses(memory);
  return server;
}

/** A copy, since the properties of a module are looked up anew at each use. */
const HEAPLAB: Readonly<Record<string, unknown>> = { ...heaplab };

type Callback = (...args: unknown[]) => void;

/** Puts something around all that timers call. */
function bindTimers(bind: (callback: Callback) => Callback): void {
  const bound =
    (set: unknown) =>
    (callback: Callback, ...rest: unknown[]) =>
      (set as (...args: unknown[]) => unknown)(bind(callback), ...rest);
  const { setTimeout, setInterval } = globalThis;
  Object.assign(globalThis, { setTimeout: bound(setTimeout), setInterval: bound(setInterval) });
}

/** The folder of this script, as stack traces name it. */
function scriptFolder(): string | undefined {
  return /([a-z]+:\/\/[^\s()]*\/)[^\s()/]*:\d+:\d+/.exec(new Error().stack ?? '')?.[1];
}
