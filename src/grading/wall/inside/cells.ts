import * as heaplab from '../../../index';
import { type DisplayHost, HOST } from '../../../kernel/display';
import { CellExecutor } from '../../../kernel/engine/cell-executor';
import { GUARD } from '../../../kernel/engine/guard';
import { fromPlain, toPlain } from '../../../kernel/plain';
import { pythonOfCell } from '../../../kernel/python';
import { FOLDER } from '../../../live/memory-system';
import type {
  CallReply,
  CallRequest,
  CellsRequest,
  PythonRequest,
  RunReply,
  RunRequest,
  WalledError,
} from '../messages';
import { clearGlobals, surroundings } from './ambient';
import { answerAll } from './frames';

/*
 * The program that runs a learner's cells: cells come as JavaScript, calls of their functions as data. It
 * shows nothing, since nobody looks.
 */

const around = surroundings();
clearGlobals();

/** What cells show is dropped. */
const host: DisplayHost = {
  display: () => {},
  clearOutput: () => {},
  page: () => {},
  input: () => Promise.reject(new Error('nobody answers input() here')),
  wait: () => {},
  format: () => '',
  write: () => {},
  readFile: () => undefined,
  stopped: () => false,
};
// Loops ask at each turn whether they are to stop: here their process is ended instead.
Object.assign(globalThis, { [HOST]: host, [GUARD]: () => {} });

const executor = new CellExecutor(
  {
    // biome-ignore lint/security/noGlobalEval: to run foreign code is what this program is for; indirect, so that it sees no name of ours
    evaluate: globalThis.eval,
    load(name) {
      if (name === 'heaplab') return heaplab;
      throw new Error(`there is no module '${name}' here`);
    },
    isStop: () => false,
  },
  FOLDER,
);

/** An error outside the flow of a cell: it fails the cell during which it comes. */
const uncaught: unknown[] = [];
around.onUncaught((thrown) => uncaught.push(thrown));

const { setTimeout } = globalThis;

async function run(request: RunRequest | PythonRequest): Promise<RunReply> {
  uncaught.length = 0;
  try {
    if (request.type === 'python') runPython(request);
    else {
      executor.addModules(request.modules);
      await executor.run(request.code, request.isAsync);
    }
    // Rejections that nobody handles are known once the microtasks have run.
    await new Promise((resolve) => setTimeout(resolve, 0));
  } catch (thrown) {
    return { status: 'error', ...describe(thrown) };
  }
  return uncaught.length > 0 ? { status: 'error', ...describe(uncaught[0]) } : { status: 'ok' };
}

/** Python runs on the simulator, in here as well; TypeScript cells know its process as `py`. */
function runPython({ source, version }: PythonRequest): void {
  const py = pythonOfCell(version);
  executor.locals.py = py;
  py.run(source);
}

async function call({ name, args }: CallRequest): Promise<CallReply> {
  const target = executor.locals[name];
  if (typeof target !== 'function') return { status: 'missing' };
  try {
    return { status: 'ok', value: toPlain(await target(...args.map(fromPlain))) };
  } catch (thrown) {
    return { status: 'error', ...describe(thrown) };
  }
}

const MOST_TEXT = 1000;

function describe(thrown: unknown): WalledError {
  try {
    const { name, message } = thrown as Error;
    return { ename: String(name).slice(0, MOST_TEXT), evalue: String(message).slice(0, MOST_TEXT) };
  } catch {
    return { ename: 'Uncaught', evalue: '' };
  }
}

void answerAll(around, (question: CellsRequest) =>
  question.type === 'call' ? call(question) : run(question),
);
