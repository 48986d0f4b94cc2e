import { PyCode_New } from '../../objects/field-objects';
import type { Code } from '../compile/code';
import { compile } from '../compile/compiler';
import { constantKey } from '../compile/fold';
import type { Displays } from '../os/run';
import { type Constant, type Module, PythonSyntaxError } from '../parser/ast';
import { parse } from '../parser/parser';
import { withoutHints } from '../parser/syntax-errors';
import { ConstantCache } from '../residue/constant-cache';
import { holdSharedObjects } from '../residue/tree-objects';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import {
  internName,
  internProgramName,
  listAdd,
  newConstant,
  newList,
  newTrackedTuple,
} from '../runtime/values';
import { libraryCodes } from './library-program';
import { Linkable } from './link';
import { warnSyntax } from './warn';

/*
 * From source to a code object whose JavaScript is linked (Python/pythonrun.c).
 */

/** The one object of a constant in a program; the items of tuples are merged too. */
function mergedConstant(rt: Runtime, constants: Map<string, number>, value: Constant): number {
  const key = constantKey(value);
  let word = constants.get(key);
  if (word === undefined) {
    word =
      value.t === 'tuple'
        ? newTrackedTuple(
            rt,
            value.v.map((item) => newRef(rt, mergedConstant(rt, constants, item))),
          )
        : newConstant(rt, value);
    constants.set(key, word);
    if ('folded' in value) rt.foldedWords.add(word);
    // The parser of these two keeps a reference to the bytes of a literal.
    else if (value.t === 'bytes' && rt.behaviour.keepsBytes) rt.parserHeld.push(newRef(rt, word));
  }
  return word;
}

/** Compiles and links a program of the user: the JavaScript names objects by their words, which is fastest. */
function programCodes(
  rt: Runtime,
  tree: Module,
  displays: Displays,
  constant: (value: Constant) => number,
  name: (text: string) => number,
): readonly Code[] {
  const rules = rt.py.version.compiler;
  const stepping = rt.onLine !== undefined;
  const host = { ...rules, constant, name, operand: String, stepping, keepsTables: true };
  warnSyntax(rt, tree);
  const unit = compile(tree, host, displays);
  const { codes, functions, symbols } = unit;
  new Linkable(unit).link(rt, codes);
  rt.residue.compiled(symbols, codes);
  for (const each of codes) makeCode(rt, each);
  const cache = new ConstantCache(rt);
  // Those inside come first.
  for (let i = codes.length - 1; i >= 0; i--) cache.code(codes[i]!, functions[i]!);
  cache.clear();
  return codes;
}

/** The same for a module of the library, which was compiled before. */
function cachedCodes(
  rt: Runtime,
  source: string,
  filename: string,
  constant: (value: Constant) => number,
  name: (text: string) => number,
): readonly Code[] {
  const codes = libraryCodes(rt, source, filename, constant, name);
  for (const each of codes) makeCode(rt, each);
  return codes;
}

/**
 * Compiles a program. Gives a new reference to its code object.
 * @param cached the program would come from a `.pyc` file, without being compiled
 * @param keeps the syntax tree stays until the program is done (`forgetTree`)
 * @throws PythonSyntaxError
 */
export function compileSource(
  rt: Runtime,
  source: string,
  filename: string,
  displays: Displays = 'none',
  cached = false,
  keeps = true,
): Code {
  rt.foldedWords.clear();
  const arena = cached ? 0 : newList(rt, []);
  const constants = new Map<string, number>();
  const constant = (value: Constant): number => mergedConstant(rt, constants, value);
  const name = (text: string): number => internProgramName(rt, text);
  let tree: Module | undefined;
  let codes: readonly Code[];
  try {
    if (!cached) tree = parsed(rt, source, filename);
    codes = tree
      ? programCodes(rt, tree, displays, constant, name)
      : cachedCodes(rt, source, filename, constant, name);
  } catch (error) {
    rt.py.xdecref(arena);
    throw error;
  }
  const code = codes[0]!;
  code.tree = keeps ? arena : 0;
  // The syntax tree holds its constants until the program is done; from 3.14 on not what is folded
  // and the tuples, which are made after it.
  for (const word of constants.values()) {
    const late =
      rt.behaviour.foldsLate && (rt.foldedWords.has(word) || rt.py.typeOf(word) === rt.tupleType);
    if (late || code.tree === 0) {
      rt.py.decref(word);
      continue;
    }
    listAdd(rt, code.tree, word);
  }
  if (code.tree !== 0 && tree) holdSharedObjects(rt, tree, code.tree, new Set(constants.values()));
  if (!keeps) rt.py.xdecref(arena);
  // The codes inside die with the code around them, and with the functions that hold them.
  return code;
}

/** The tree of a program, or the error as the version tells it. */
function parsed(rt: Runtime, source: string, filename: string): Module {
  const { parser } = rt.behaviour;
  try {
    return parse(source, filename, parser === 'guesses');
  } catch (error) {
    if (!(error instanceof PythonSyntaxError) || parser === 'guesses') throw error;
    throw withoutHints(error, source, parser === 'LL(1)');
  }
}

/** The program is done: its syntax tree goes. */
export function forgetTree(rt: Runtime, code: Code): void {
  rt.py.xdecref(code.tree);
  code.tree = 0;
}

function makeCode(rt: Runtime, code: Code): void {
  const { py } = rt;
  code.index = rt.codes.push(code) - 1;
  code.word = PyCode_New(py, internName(rt, code.name), code.slots);
  py.set(code.word + rt.codeIndex, code.index);
  for (const word of [...code.consts, ...code.names]) py.incref(word);
}
