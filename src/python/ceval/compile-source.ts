import { PyCode_New } from '../../objects';
import type { Code, CodeFunction } from '../compile/code';
import { compile } from '../compile/compiler';
import type { CompileHost, Unit } from '../compile/emitter';
import { constantKey } from '../compile/fold';
import type { Operations } from '../compile/operations';
import type { RunningFrame } from '../compile/running-frame';
import type { Displays } from '../os/run';
import { type Constant, type Module, PythonSyntaxError } from '../parser/ast';
import { parseLibrary } from '../parser/parse-library';
import { parse } from '../parser/parser';
import { withoutHints } from '../parser/syntax-errors';
import { ConstantCache } from '../residue/constant-cache';
import { collectIfDue } from '../runtime/collect';
import { newSite } from '../runtime/lookup';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { internName, internProgramName, newConstant, newTuple } from '../runtime/values';
import { evalBreaker } from './ceval';

/*
 * From source to a code object whose JavaScript is linked (Python/pythonrun.c).
 */

function compileHost(rt: Runtime, constants: Map<string, number>): CompileHost {
  return {
    ...rt.py.version.compiler,
    constant: (value) => mergedConstant(rt, constants, value),
    name: (text) => internProgramName(rt, text),
    stepping: rt.onLine !== undefined,
  };
}

/** The one object of a constant in a program; the items of tuples are merged too. */
function mergedConstant(rt: Runtime, constants: Map<string, number>, value: Constant): number {
  const key = constantKey(value);
  let word = constants.get(key);
  if (word === undefined) {
    word =
      value.t === 'tuple'
        ? newTuple(
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
  const constants = new Map<string, number>();
  const host = compileHost(rt, constants);
  const inLibrary = rt.librarySources.get(filename) === source;
  const { code, codes, symbols, functions } = compile(
    inLibrary ? parseLibrary(source, filename) : parsed(rt, source, filename),
    host,
    (unit, body) => linkUnit(rt, unit, body),
    displays,
  );
  if (!cached) rt.residue.compiled(symbols);
  for (const each of codes) makeCode(rt, each);
  if (!cached) {
    const cache = new ConstantCache(rt);
    // Those inside come first.
    for (let i = codes.length - 1; i >= 0; i--) cache.code(codes[i]!, functions[i]!);
    cache.clear();
  }
  // The syntax tree holds its constants until the program is done; from 3.14 on not what is folded
  // and the tuples, which are made after it.
  for (const word of constants.values()) {
    const late =
      rt.behaviour.foldsLate && (rt.foldedWords.has(word) || rt.py.typeOf(word) === rt.tupleType);
    if (late || !keeps) rt.py.decref(word);
    else code.tree.push(word);
  }
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
  for (const word of code.tree.splice(0)) rt.py.decref(word);
}

function makeCode(rt: Runtime, code: Code): void {
  const { py } = rt;
  code.index = rt.codes.push(code) - 1;
  code.word = PyCode_New(py, internName(rt, code.name), code.slots);
  py.set(code.word + rt.codeIndex, code.index);
  for (const word of [...code.consts, ...code.names]) py.incref(word);
}

/** The functions with one letter: what emitted code does most often. */
interface Shorthands {
  /** A new reference, one less, and a new one to None. */
  readonly I: (op: number) => number;
  readonly D: (op: number) => void;
  readonly N: () => number;
  /** Shows the collector a local of a generator. */
  readonly W: (word: number, op: number) => void;
  /** The turn of a loop: looks now and then whether to stop, and whether to collect. */
  readonly T: (frame: RunningFrame, at: number) => void;
  /** An inline cache for a name. */
  readonly S: typeof newSite;
  /** Calls that may wait, in threads. */
  readonly threaded: Runtime['threaded'];
}

function shorthands(rt: Runtime): Shorthands {
  const { py } = rt;
  const { gc, none } = py;
  return {
    I: (op) => {
      py.incref(op);
      return op;
    },
    D: (op) => py.decref(op),
    N: () => {
      py.incref(none);
      return none;
    },
    W: (word, op) => {
      if (py.load(word) !== op) py.store(word, op);
    },
    T: (frame, at) => {
      if (--rt.fuel < 0) evalBreaker(rt, frame, at);
      if (gc.scheduled) collectIfDue(rt);
    },
    S: newSite,
    threaded: rt.threaded,
  };
}

function linkUnit(rt: Runtime, unit: Unit, body: string): readonly CodeFunction[] {
  const sites = unit.sites.map((name, i) => `s${i}=S(${name})`);
  const source = [
    'const {I,D,N,W,T,S,threaded}=H;let V=0;',
    `const {${[...unit.operations].join(',')}}=O;`,
    sites.length > 0 ? `const ${sites.join(',')};` : '',
    body,
    `return [${unit.codes.map((_, i) => `f${i}`).join(',')}]`,
  ].join('\n');
  const make = new Function('R', 'C', 'H', 'O', source) as (
    r: Runtime,
    c: readonly Code[],
    h: Shorthands,
    o: Operations,
  ) => CodeFunction[];
  return make(rt, unit.codes, shorthands(rt), rt.operations);
}
