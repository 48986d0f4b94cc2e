import { PyDict_GetItem, PyDict_SetItem } from '../objects';
import { PythonSyntaxError } from './ast';
import type { Code } from './code';
import { decode } from './codecs';
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

const FILENAME = '<string>';

function compile(rt: Runtime, source: string): Code {
  rememberSource(FILENAME, source);
  try {
    return rt.compileSource(source, FILENAME);
  } catch (error) {
    if (error instanceof PythonSyntaxError) rt.raiseSyntaxError(error);
    throw error;
  }
}

function run(rt: Runtime, code: Code, { globals, locals }: ReturnType<typeof scopes>): number {
  return rt.runCode(new Frame(code, 0, globals, locals, rt.frame));
}

/** The source that `eval` and `exec` are given. */
function sourceOf(rt: Runtime, word: number, what: string): string {
  if (rt.isStr(word)) return rt.text(word);
  if (rt.isByteLike(word)) return decode(rt, rt.anyBytes(word), 'utf-8');
  return rt.typeError(`${what}() arg 1 must be a string, bytes or code object`);
}

/** `exec(source, globals, locals)`. */
export function execute(rt: Runtime, args: number[]): number {
  const code = compile(rt, sourceOf(rt, args[0]!, 'exec'));
  rt.py.decref(run(rt, code, scopes(rt, args)));
  return rt.N();
}

/** The name that `eval` keeps its result under while it runs. */
const RESULT = '__eval_result__';

function compileExpression(rt: Runtime, source: string): Code {
  try {
    return rt.compileSource(`${RESULT} = (${source}\n)`, FILENAME);
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    // What is wrong with it when it stands alone; a statement has nothing wrong but that it is one.
    compile(rt, source);
    const line = source.split('\n')[0]!;
    return rt.raiseSyntaxError(new PythonSyntaxError('invalid syntax', FILENAME, 1, 1, line));
  }
}

/** `eval(source, globals, locals)`. */
export function evaluate(rt: Runtime, args: number[]): number {
  const code = compileExpression(rt, sourceOf(rt, args[0]!, 'eval').trim());
  const scope = scopes(rt, args);
  rt.py.decref(run(rt, code, scope));
  const name = rt.name(RESULT);
  const value = rt.I(PyDict_GetItem(rt.py, scope.locals, name));
  rt.deleteKey(scope.locals, name);
  return value;
}
