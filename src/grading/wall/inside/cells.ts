import * as heaplab from '../../../index';
import { type DisplayHost, HOST } from '../../../kernel/display';
import { GUARD } from '../../../kernel/engine/guard';
import { fromPlain, toPlain } from '../../../kernel/plain';
import type {
  CallReply,
  CallRequest,
  CellsRequest,
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
};
// Loops ask at each turn whether they are to stop: here their process is ended instead.
Object.assign(globalThis, { [HOST]: host, [GUARD]: () => {} });

/** The names that cells define. `export` of a name is an assignment, so that a later cell may redefine it. */
const names: Record<string, unknown> = {};
const exported = new Proxy(names, {
  defineProperty(target, name, attributes) {
    if (name !== '__esModule')
      Reflect.set(target, name, attributes.get ? attributes.get() : attributes.value);
    return true;
  },
});

const modules = new Map<string, { readonly code: string; exports?: object }>();

function requireModule(name: string): unknown {
  if (name === 'heaplab') return heaplab;
  const module = modules.get(name.replace(/^\.\//, '').replace(/(\.js)?$/, '.js'));
  if (!module) throw new Error(`there is no module '${name}' here`);
  if (!module.exports) {
    module.exports = {};
    compile(module.code, false)(module.exports, requireModule);
  }
  return module.exports;
}

type Compiled = (exports: object, require: typeof requireModule) => unknown;

// biome-ignore lint/security/noGlobalEval: to run foreign code is what this program is for; indirect, so that it sees no name of ours
const evaluate = globalThis.eval;

function compile(code: string, isAsync: boolean): Compiled {
  return evaluate(
    `(${isAsync ? 'async ' : ''}function (exports, require) { ${code}\n})`,
  ) as Compiled;
}

/** An error outside the flow of a cell: it fails the cell during which it comes. */
const uncaught: unknown[] = [];
around.onUncaught((thrown) => uncaught.push(thrown));

const { setTimeout } = globalThis;

async function run({ code, isAsync, modules: given }: RunRequest): Promise<RunReply> {
  for (const [path, source] of Object.entries(given)) modules.set(path, { code: source });
  uncaught.length = 0;
  try {
    await compile(code, isAsync)(exported, requireModule);
    // Rejections that nobody handles are known once the microtasks have run.
    await new Promise((resolve) => setTimeout(resolve, 0));
  } catch (thrown) {
    return { status: 'error', ...describe(thrown) };
  }
  return uncaught.length > 0 ? { status: 'error', ...describe(uncaught[0]) } : { status: 'ok' };
}

async function call({ name, args }: CallRequest): Promise<CallReply> {
  const target = names[name];
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
  question.type === 'run' ? run(question) : call(question),
);
