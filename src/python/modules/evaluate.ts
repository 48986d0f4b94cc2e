import { PyDict_GetItem, PyDict_SetItem } from '../../objects/dictobject';
import { runCode } from '../ceval/ceval';
import { compileSource, forgetTree } from '../ceval/compile-source';
import { importModule } from '../ceval/import';
import { rememberSource } from '../ceval/traceback';
import type { Code } from '../compile/code';
import { anyBytes } from '../objects/bytes-like';
import { frameLocals } from '../objects/frame-locals';
import { PythonSyntaxError } from '../parser/ast';
import { decode } from '../runtime/codecs';
import { asText, raiseSyntaxError, typeError, valueError } from '../runtime/errors';
import { Frame } from '../runtime/frame';
import { special } from '../runtime/lookup';
import { type Keywords, option } from '../runtime/native';
import { newNone, newRef, own } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isByteLike, isDict, isStr, typeName } from '../runtime/type-checks';
import { internName } from '../runtime/values';

/** The dicts that `eval` and `exec` run in. */
function scopes(rt: Runtime, args: readonly number[]): { globals: number; locals: number } {
  const { py, frame } = rt;
  const given = (word: number | undefined): number =>
    word === undefined || word === py.none ? 0 : word;
  const globals = given(args[1]) || frame!.globals;
  let locals = given(args[2]);
  if (locals === 0) {
    if (given(args[1]) !== 0) locals = globals;
    else locals = frame!.locals !== 0 ? frame!.locals : own(rt, frameLocals(rt, frame!));
  }
  const name = internName(rt, '__builtins__');
  if (PyDict_GetItem(py, globals, name) === 0)
    PyDict_SetItem(py, globals, name, importModule(rt, 'builtins'));
  return { globals, locals };
}

const FILENAME = '<string>';

/** How a source is compiled: as a program, as an expression, or as a statement whose value is shown. */
const MODES = { exec: 'none', eval: 'value', single: 'all' } as const;

type Mode = keyof typeof MODES;

/** @param keeps the code is run at once, and the syntax tree stays for as long (`forgetTree`) */
function compileAs(rt: Runtime, source: string, filename: string, mode: Mode, keeps = false): Code {
  rt.system.use('code');
  if (mode !== 'eval') rememberSource(rt, filename, source);
  try {
    const text = mode === 'eval' ? `(${source.trim()}\n)` : source;
    return compileSource(rt, text, filename, MODES[mode], false, keeps);
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    if (mode !== 'eval') return raiseSyntaxError(rt, error);
    // What is wrong with the source as a program. A statement is no error there, only here.
    rt.py.decref(compileAs(rt, source, filename, 'exec').word);
    const line = source.split('\n')[0]!;
    return raiseSyntaxError(rt, new PythonSyntaxError('invalid syntax', filename, 1, 1, line));
  }
}

/** The source that `eval`, `exec` and `compile` are given. */
function sourceOf(rt: Runtime, word: number, what: string): string {
  if (isStr(rt, word)) return asText(rt, word);
  if (isByteLike(rt, word)) return decode(rt, anyBytes(rt, word), 'utf-8');
  return typeError(
    rt,
    `${what}() arg 1 must be a string, bytes or ${what === 'compile' ? 'AST' : 'code'} object`,
  );
}

/** The code to run, as a reference of the caller's: the object that is given, or what its source becomes. */
function codeFor(rt: Runtime, word: number, mode: 'exec' | 'eval'): Code {
  if (rt.py.typeOf(word) !== rt.codeType)
    return compileAs(rt, sourceOf(rt, word, mode), FILENAME, mode, true);
  const code = rt.codes[rt.py.get(word + rt.codeIndex)]!;
  const free = code.freevars.length;
  if (free > 0) {
    typeError(rt, rt.messages.freeVariables(mode, free));
  }
  if (code.kind !== 'module')
    typeError(rt, `the simulator's ${mode}() runs what compile() made: call the function`);
  newRef(rt, word);
  return code;
}

/** @throws TypeError where the globals are no dict, or the locals no mapping */
function checkScopes(rt: Runtime, args: readonly number[], mode: 'exec' | 'eval'): void {
  const { none } = rt.py;
  const [, globals = none, locals = none] = args;
  const mapping = (o: number): boolean => special(rt, rt.py.typeOf(o), '__getitem__') !== 0;
  if (locals !== none && !mapping(locals))
    typeError(
      rt,
      mode === 'eval'
        ? 'locals must be a mapping'
        : `locals must be a mapping or None, not ${typeName(rt, locals)}`,
    );
  if (globals === none || isDict(rt, globals)) return;
  const orFrozen = rt.messages.orFrozen('a ');
  const real = mapping(globals)
    ? 'globals must be a real dict; try eval(code, {}, mapping)'
    : `globals must be a dict${orFrozen}`;
  typeError(
    rt,
    mode === 'eval'
      ? real
      : `exec() globals must be a dict${orFrozen}, not ${typeName(rt, globals)}`,
  );
}

function run(rt: Runtime, args: number[], mode: 'exec' | 'eval'): number {
  checkScopes(rt, args, mode);
  const code = codeFor(rt, args[0]!, mode);
  try {
    const { globals, locals } = scopes(rt, args);
    return runCode(rt, new Frame(code, 0, globals, locals, rt.frame));
  } finally {
    rt.py.decref(code.word);
    forgetTree(rt, code);
  }
}

/** `exec(source, globals, locals)`. */
export function execute(rt: Runtime, args: number[]): number {
  rt.py.decref(run(rt, args, 'exec'));
  return newNone(rt);
}

/** `eval(source, globals, locals)`. */
export function evaluate(rt: Runtime, args: number[]): number {
  return run(rt, args, 'eval');
}

/** `compile(source, filename, mode)`; flags and the level of optimisation change nothing here. */
export function compileBuiltin(rt: Runtime, args: number[], keywords?: Keywords): number {
  const given = (index: number, name: string): number => {
    const word = args[index] ?? option(keywords, name);
    return (
      word || typeError(rt, `compile() missing required argument '${name}' (pos ${index + 1})`)
    );
  };
  const source = given(0, 'source');
  const filename = given(1, 'filename');
  const mode = asText(rt, given(2, 'mode'));
  if (!Object.hasOwn(MODES, mode))
    valueError(rt, "compile() mode must be 'exec', 'eval' or 'single'");
  return compileAs(rt, sourceOf(rt, source, 'compile'), asText(rt, filename), mode as Mode).word;
}
