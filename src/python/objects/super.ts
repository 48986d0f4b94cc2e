import { setPointer } from '../../objects/dealloc';
import { newFields, newFieldsOf } from '../../objects/field-objects';
import { Super } from '../../objects/structs';
import { defineGetSet, defineInit, defineMethod, defineNew, slotsOf } from '../runtime/define';
import { raiseError, typeError } from '../runtime/errors';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isSubtype, isType, nameOfType, typeName } from '../runtime/type-checks';
import { callBorrowed } from './call';

/*
 * `super` (Objects/typeobject.c).
 */

/** `super(type, o)`, both borrowed. */
export function superOf(rt: Runtime, type: number, o: number): number {
  const { py } = rt;
  if (type === 0) raiseError(rt, 'RuntimeError', 'super(): empty __class__ cell');
  return newFields(py, 'super', { type, obj: o, obj_type: typeFor(rt, type, o) });
}

/** `supercheck`: the class in whose order `super` looks. */
function typeFor(rt: Runtime, type: number, o: number): number {
  const objType = isType(rt, o) && isSubtype(rt, o, type) ? o : rt.py.typeOf(o);
  if (!isSubtype(rt, objType, type))
    typeError(rt, rt.messages.superMismatch(nameOfType(rt, objType), nameOfType(rt, type)));
  return objType;
}

/** `super_init`: fills one that is empty. Borrows the arguments. */
function initSuper(rt: Runtime, self: number, args: readonly number[]): void {
  const { py } = rt;
  const [type, o] = args;
  if (type === undefined) raiseError(rt, 'RuntimeError', 'super(): no arguments');
  if (args.length > 2) typeError(rt, rt.messages.superCount(args.length));
  if (!isType(rt, type)) typeError(rt, rt.messages.superOfNoType(typeName(rt, type)));
  setPointer(py, self + Super.TYPE, newRef(rt, type!));
  if (o === undefined || o === py.none) return;
  setPointer(py, self + Super.OBJ_TYPE, newRef(rt, typeFor(rt, type!, o)));
  setPointer(py, self + Super.OBJ, newRef(rt, o));
}

/** What `super` objects offer besides what they find. */
export function installSuper(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('super');
  defineNew(rt, type, (cls) => newFieldsOf(py, cls, 'super', {}));
  defineInit(rt, type, (self, args, keywords) => {
    if (keywords?.length) typeError(rt, 'super() takes no keyword arguments');
    initSuper(rt, self, args);
  });
  for (const [name, word] of [
    ['__thisclass__', Super.TYPE],
    ['__self__', Super.OBJ],
    ['__self_class__', Super.OBJ_TYPE],
  ] as const)
    defineGetSet(rt, type, name, (o) => newRef(rt, py.load(o + word) || py.none));
  defineMethod(rt, type, '__get__', 1, 2, ([o, instance]) => bindSuper(rt, o!, instance!));
  slotsOf(rt, type).repr = (o) => {
    const name = nameOfType(rt, py.load(o + Super.TYPE));
    const self = py.load(o + Super.OBJ_TYPE);
    return self === 0
      ? `<super: <class '${name}'>, NULL>`
      : `<super: <class '${name}'>, <${nameOfType(rt, self)} object>>`;
  };
}

/** `super_descr_get`: an unbound one becomes one for an object. */
export function bindSuper(rt: Runtime, o: number, instance: number): number {
  const { py } = rt;
  const bound = py.load(o + Super.OBJ) !== 0;
  if (instance === 0 || instance === py.none || bound) return newRef(rt, o);
  const type = py.load(o + Super.TYPE);
  const kind = py.typeOf(o);
  return kind === rt.superType
    ? superOf(rt, type, instance)
    : callBorrowed(rt, kind, [type, instance]);
}
