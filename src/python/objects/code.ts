import { Cell, PyCell_Set, PyFunction_New, PyMethod_New, PyModule_Alloc } from '../../objects';
import type { Code } from '../compile/code';
import { defineGetSet, defineInit, defineMethod, defineNew } from '../runtime/define';
import { typeError, valueError } from '../runtime/errors';
import { moduleDict } from '../runtime/modules';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isDict, isStr, typeName } from '../runtime/type-checks';
import { internName, newInt, newStr, newTuple } from '../runtime/values';
import { isCallable } from './call';
import { newCell } from './cell';
import { initModule } from './object';
import { bindParameters } from './parameters';
import { builtinRepr } from './repr';

/*
 * Code objects as programs see them (Objects/codeobject.c).
 */

/** `CO_OPTIMIZED` and so on (Include/cpython/code.h). */
function flagsOf(code: Code): number {
  const isFunction = code.kind !== 'module' && code.kind !== 'class';
  const kind = code.isCoroutine ? (code.isGenerator ? 512 : 128) : code.isGenerator ? 32 : 0;
  return (
    (isFunction ? 3 : 0) |
    (code.varargs ? 4 : 0) |
    (code.varkw ? 8 : 0) |
    (code.qualname.includes('<locals>') ? 16 : 0) |
    kind
  );
}

export function installCode(rt: Runtime): void {
  const { py, codeType, cellType, functionType, moduleType } = rt;
  const codeOf = (o: number) => rt.codes[py.get(o + rt.codeIndex)]!;
  defineGetSet(rt, codeType, 'co_name', (o) => newStr(rt, codeOf(o).name));
  defineGetSet(rt, codeType, 'co_filename', (o) => newStr(rt, codeOf(o).filename));
  defineGetSet(rt, codeType, 'co_firstlineno', (o) => newInt(rt, codeOf(o).firstLine));
  defineGetSet(rt, codeType, 'co_stacksize', (o) => newInt(rt, codeOf(o).stackSize));
  defineGetSet(rt, codeType, 'co_argcount', (o) => newInt(rt, codeOf(o).argcount));
  defineGetSet(rt, codeType, 'co_kwonlyargcount', (o) => newInt(rt, codeOf(o).kwonly));
  defineGetSet(rt, codeType, 'co_posonlyargcount', (o) => newInt(rt, codeOf(o).posonly));
  defineGetSet(rt, codeType, 'co_nlocals', (o) =>
    newInt(rt, codeOf(o).varnames.length + codeOf(o).inlined.length),
  );
  defineGetSet(rt, codeType, 'co_flags', (o) => newInt(rt, flagsOf(codeOf(o))));
  if (rt.behaviour.added.has('code.co_qualname'))
    defineGetSet(rt, codeType, 'co_qualname', (o) => newStr(rt, codeOf(o).qualname));
  /** A tuple of the code, or one that is made when it is asked for. */
  const defineTuple = (name: string, items: (code: Code) => readonly number[]): void => {
    const offset = py.structs.find('PyCodeObject', name);
    defineGetSet(rt, codeType, name, (o) => {
      const tuple = offset === undefined ? 0 : py.load(o + (offset >> 2));
      return tuple === 0 ? newTuple(rt, items(codeOf(o))) : newRef(rt, tuple);
    });
  };
  const strings = (texts: readonly string[]): number[] => texts.map((text) => newStr(rt, text));
  defineTuple('co_names', ({ names }) => [...names].map((op) => newRef(rt, op)));
  defineTuple('co_consts', ({ consts }) => [...consts].map((op) => newRef(rt, op)));
  defineTuple('co_varnames', ({ varnames, inlined }) => strings([...varnames, ...inlined]));
  defineTuple('co_freevars', ({ freevars }) => strings(freevars));
  defineTuple('co_cellvars', ({ cellvars }) => strings(cellvars));
  defineGetSet(
    rt,
    cellType,
    'cell_contents',
    (o) =>
      py.load(o + Cell.REF) === 0
        ? valueError(rt, 'cell is empty')
        : newRef(rt, py.load(o + Cell.REF)),
    (o, v) => PyCell_Set(py, o, v),
  );
  defineGetSet(rt, moduleType, '__dict__', (o) => newRef(rt, moduleDict(rt, o)));
  defineMethod(rt, moduleType, '__repr__', 0, 0, ([o]) => newStr(rt, builtinRepr(rt, o!)));
  defineNew(rt, functionType, (_type, args, keywords) => {
    const parameters = 'code globals name argdefs closure';
    const [code, globals, name] = bindParameters(rt, 'function', parameters, 2, args, keywords, 0);
    const check = (word: number, type: number, what: string): void => {
      if (py.typeOf(word) === type) return;
      const expected = py.typeName(type);
      const called = `function() argument '${what}'`;
      typeError(rt, `${called} must be ${expected}, not ${typeName(rt, word)}`);
    };
    check(code!, codeType, 'code');
    if (!isDict(rt, globals!)) check(globals!, rt.dictType, 'globals');
    if (!name || name === py.none)
      return PyFunction_New(py, internName(rt, codeOf(code!).name), code!, globals!);
    if (!isStr(rt, name)) typeError(rt, 'arg 3 (name) must be None or string');
    return PyFunction_New(py, name, code!, globals!);
  });
  defineNew(rt, cellType, (_type, [value]) =>
    newCell(rt, value === undefined ? 0 : newRef(rt, value)),
  );
  defineNew(rt, moduleType, (type) => PyModule_Alloc(rt.py, type));
  defineInit(rt, moduleType, (self, args, keywords) => initModule(rt, self, args, keywords));
  defineNew(rt, py.type('method'), (_type, args) => {
    const [func, self] = args;
    if (func === undefined || self === undefined)
      return typeError(rt, `method expected 2 arguments, got ${args.length}`);
    if (!isCallable(rt, func)) typeError(rt, 'first argument must be callable');
    if (self === py.none) typeError(rt, rt.messages.methodOfNone);
    return PyMethod_New(py, func, self);
  });
}
