import { PyDict_GetItem, PyDict_SetItem } from '../objects';
import { PythonSyntaxError } from './ast';
import { Frame } from './frame';
import type { Runtime } from './runtime';
import { rememberSource } from './traceback';

/** The dicts that `eval` and `exec` run in. */
function scopes(rt: Runtime, args: readonly number[]): { globals: number; locals: number } {
  const { py, frame } = rt;
  const given = (word: number | undefined): number =>
    word === undefined || word === py.none ? 0 : word;
  const globals = given(args[1]) || frame!.globals;
  let locals = given(args[2]);
  if (locals === 0) {
    if (given(args[1]) !== 0) locals = globals;
    else locals = frame!.locals !== 0 ? frame!.locals : rt.frameLocals(frame!);
  }
  const name = rt.name('__builtins__');
  if (PyDict_GetItem(py, globals, name) === 0)
    PyDict_SetItem(py, globals, name, rt.importModule('builtins'));
  return { globals, locals };
}

function run(rt: Runtime, source: string, args: readonly number[]): number {
  const filename = '<string>';
  rememberSource(filename, source);
  try {
    const code = rt.compileSource(source, filename);
    const { globals, locals } = scopes(rt, args);
    return rt.runCode(new Frame(code, 0, globals, locals, rt.frame));
  } catch (error) {
    if (error instanceof PythonSyntaxError) rt.raiseSyntaxError(error);
    throw error;
  }
}

/** `exec(source, globals, locals)`. */
export function execute(rt: Runtime, args: number[]): number {
  rt.py.decref(run(rt, rt.text(args[0]!), args));
  return rt.N();
}

/** The name that `eval` keeps its result under while it runs. */
const RESULT = '__eval_result__';

/** `eval(source, globals, locals)`. */
export function evaluate(rt: Runtime, args: number[]): number {
  const source = rt.text(args[0]!).trim();
  const scope = scopes(rt, args);
  rt.py.decref(run(rt, `${RESULT} = (${source}\n)`, [args[0]!, scope.globals, scope.locals]));
  const name = rt.name(RESULT);
  const value = rt.I(PyDict_GetItem(rt.py, scope.locals, name));
  rt.deleteKey(scope.locals, name);
  return value;
}
