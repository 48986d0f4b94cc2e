import {
  PyCell_Set,
  PyFunction_New,
  PyMethod_New,
  PyModule_Alloc,
} from '../../objects/field-objects';
import { Cell } from '../../objects/structs';
import type { Code } from '../compile/code';
import {
  defineAttribute,
  defineGetSet,
  defineInit,
  defineMethod,
  defineNew,
  slotsOf,
} from '../runtime/define';
import { typeError, valueError } from '../runtime/errors';
import { moduleDict } from '../runtime/modules';
import type { Keywords } from '../runtime/native';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isDict, isStr, isTuple, typeName } from '../runtime/type-checks';
import { internName, newInt, newStr, newTuple, tupleItems } from '../runtime/values';
import { isCallable } from './call';
import { newCell } from './cell';
import { ordered, richCompare } from './compare';
import { initModule } from './object';
import { bindParameters } from './parameters';
import { builtinRepr } from './repr';
import { truthOf } from './truth';

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

/** `function(code, globals, name=None, argdefs=None, closure=None)` (`func_new_impl`). */
function newFunction(rt: Runtime, args: number[], keywords: Keywords | undefined): number {
  const { py } = rt;
  const names = 'code globals name argdefs closure';
  const [code, globals, name = py.none, defaults = py.none, closure = py.none] = bindParameters(
    rt,
    'function',
    names,
    2,
    args,
    keywords,
  ) as [number, number, number?, number?, number?];
  const refuse = (what: string, wanted: string, word: number): never =>
    typeError(rt, `function() argument '${what}' must be ${wanted}, not ${typeName(rt, word)}`);
  if (py.typeOf(code) !== rt.codeType) refuse('code', 'code', code);
  if (!isDict(rt, globals)) refuse('globals', 'dict', globals);
  if (name !== py.none && !isStr(rt, name)) typeError(rt, 'arg 3 (name) must be None or string');
  if (defaults !== py.none && !isTuple(rt, defaults))
    typeError(rt, 'arg 4 (defaults) must be None or tuple');
  const { name: own, freevars } = rt.codes[py.get(code + rt.codeIndex)]!;
  if (closure !== py.none && !isTuple(rt, closure))
    typeError(
      rt,
      freevars.length > 0
        ? 'arg 5 (closure) must be tuple'
        : 'arg 5 (closure) must be None or tuple',
    );
  const cells = closure === py.none ? [] : tupleItems(rt, closure);
  if (freevars.length > 0 && closure === py.none) typeError(rt, 'arg 5 (closure) must be tuple');
  if (cells.length !== freevars.length)
    valueError(rt, `${own} requires closure of length ${freevars.length}, not ${cells.length}`);
  for (const cell of cells)
    if (py.typeOf(cell) !== rt.cellType)
      typeError(rt, `arg 5 (closure) expected cell, found ${typeName(rt, cell)}`);
  return PyFunction_New(py, name === py.none ? internName(rt, own) : name, code, globals, {
    builtins: rt.builtinsDict,
    ...(defaults === py.none ? {} : { defaults }),
    ...(closure === py.none ? {} : { closure }),
  });
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
  defineTuple('co_cellvars', ({ cellvars, holdsClassDict }) =>
    strings([...(holdsClassDict ? ['__classdict__'] : []), ...cellvars]),
  );
  defineGetSet(
    rt,
    cellType,
    'cell_contents',
    (o) =>
      py.load(o + Cell.REF) === 0
        ? valueError(rt, 'Cell is empty')
        : newRef(rt, py.load(o + Cell.REF)),
    (o, v) => PyCell_Set(py, o, v),
  );
  slotsOf(rt, cellType).compare = (op, a, b) => {
    if (py.typeOf(b) !== cellType) return null;
    const [x, y] = [py.load(a + Cell.REF), py.load(b + Cell.REF)];
    if (x !== 0 && y !== 0) return truthOf(rt, richCompare(rt, op, x, y));
    return ordered(op, (x === 0 ? 0 : 1) - (y === 0 ? 0 : 1));
  };
  slotsOf(rt, cellType).hash = () => typeError(rt, "unhashable type: 'cell'");
  defineAttribute(rt, cellType, '__hash__', newNone(rt));
  defineGetSet(rt, moduleType, '__dict__', (o) => newRef(rt, moduleDict(rt, o)));
  defineMethod(rt, moduleType, '__repr__', 0, 0, ([o]) => newStr(rt, builtinRepr(rt, o!)));
  defineNew(rt, functionType, (_type, args, keywords) => newFunction(rt, args, keywords));
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
