import { PyType_GenericAlloc } from '../../objects/instances';
import { Wrapper } from '../../objects/structs';
import { slotsOf } from '../runtime/define';
import { asText, typeError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import type { Keywords } from '../runtime/native';
import { give, leave, newRef, own, release, scoped } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import type { New } from '../runtime/slots';
import {
  isHeapType,
  isNativeMethod,
  isSubtype,
  nameOfType,
  typeName,
} from '../runtime/type-checks';
import { bind } from './bind';
import { callBorrowed, callUnpacked, packDict, packing, packTuple } from './call';
import { itemsOf } from './length';
import { typeNew } from './new-class';
import { initArguments, typeArguments } from './type-parameters';

/*
 * Making instances: `type_call`, `tp_new`, `tp_init` (Objects/typeobject.c).
 */

export function callType(
  rt: Runtime,
  type: number,
  args: number[],
  keywords?: Keywords,
  packed = 0,
): number {
  const { py } = rt;
  if (!isHeapType(rt, type)) {
    const make = (tuple: number): number =>
      type === rt.typeType && args.length === 1 && !keywords
        ? newRef(rt, py.typeOf(args[0]!))
        : makeBuiltin(rt, type, args, keywords, tuple);
    // `typeNew` keeps the arguments of a new class itself.
    const holds =
      packed !== 0 || typeVectorcall(rt, type) || (type === rt.typeType && args.length > 1);
    return holds ? make(packed) : packing(rt, args, keywords, make);
  }
  if (isSubtype(rt, type, rt.typeType)) return callMetaclass(rt, type, args, keywords);
  const held = packed ? 0 : packTuple(rt, args);
  const named = packed ? 0 : packDict(rt, keywords);
  try {
    const self = newInstance(rt, type, args, keywords);
    if (!isSubtype(rt, py.typeOf(self), type)) return self;
    try {
      initInstance(rt, self, py.typeOf(self), args, keywords);
    } catch (error) {
      py.decref(self);
      throw error;
    }
    return self;
  } finally {
    py.xdecref(held);
    py.xdecref(named);
  }
}

/** @param packed the tuple that holds the arguments, or 0 */
function makeBuiltin(
  rt: Runtime,
  type: number,
  given: number[],
  keywords: Keywords | undefined,
  packed: number,
): number {
  const mark = rt.owned.length;
  const args = typeArguments(rt, type, given, keywords);
  const self = newOf(rt, type)(type, args, keywords, packed);
  const { init } = slotsOf(rt, type);
  if (init) {
    init(own(rt, self), args, keywords, packed);
    give(rt, self);
  }
  // Where it raised, the frame or the native around it does so.
  if (rt.owned.length > mark) leave(rt, mark);
  return self;
}

/** Whether a built-in type gets its arguments as an array. */
function typeVectorcall(rt: Runtime, type: number): boolean {
  rt.vectorcallTypes ??= new Set(rt.behaviour.vectorcallTypes.map((name) => rt.py.type(name)));
  return rt.vectorcallTypes.has(type);
}

function callMetaclass(rt: Runtime, meta: number, args: number[], keywords?: Keywords): number {
  const make = special(rt, meta, '__new__');
  const type =
    make !== 0 && rt.py.typeOf(make) === rt.py.type('staticmethod')
      ? callBorrowed(rt, rt.py.load(make + Wrapper.CALLABLE), [meta, ...args], keywords)
      : typeNew(rt, meta, args, keywords);
  const init = special(rt, meta, '__init__');
  if (init === 0 || rt.py.typeOf(init) !== rt.functionType) return type;
  own(rt, type);
  rt.py.decref(callBorrowed(rt, init, [type, ...args], keywords));
  return give(rt, type);
}

export function newOf(rt: Runtime, type: number): New {
  for (let base = type; base !== 0; base = rt.py.baseOf(base)) {
    if (isHeapType(rt, base)) continue;
    const make = slotsOf(rt, base).new;
    if (make && (base !== rt.objectType || type === base)) return make;
  }
  return typeError(rt, `cannot create '${nameOfType(rt, type)}' instances`);
}

function newInstance(rt: Runtime, type: number, args: number[], keywords?: Keywords): number {
  const { py } = rt;
  const make = special(rt, type, '__new__');
  if (make !== 0 && py.typeOf(make) === py.type('staticmethod')) {
    return callUnpacked(rt, py.load(make + Wrapper.CALLABLE), [type, ...args], keywords);
  }
  if (make !== 0 && py.typeOf(make) !== rt.nativeType) {
    // `slot_tp_new`: whatever the class has under that name.
    const bound = own(rt, bind(rt, make, 0, type));
    const made = callUnpacked(rt, bound, [type, ...args], keywords);
    release(rt, bound);
    return made;
  }
  const base = py.builtinBase(type);
  if (base === rt.objectType) {
    const init = special(rt, type, '__init__');
    if (
      (args.length > 0 || keywords?.length) &&
      (init === 0 || init === special(rt, rt.objectType, '__init__'))
    ) {
      typeError(rt, `${nameOfType(rt, type)}() takes no arguments`);
    }
    return objectNew(rt, type);
  }
  const bound = typeArguments(rt, type, args, keywords);
  return scoped(rt, () => newOf(rt, base)(type, bound, keywords));
}

/** `object.__new__`. */
export function objectNew(rt: Runtime, type: number): number {
  const abstract = isHeapType(rt, type) ? abstractMethods(rt, type) : '';
  if (abstract !== '') typeError(rt, abstract);
  if (type === rt.objectType) return rt.py.newObject(type, 16);
  return PyType_GenericAlloc(rt.py, type);
}

function abstractMethods(rt: Runtime, type: number): string {
  if (special(rt, type, '__abstractmethods__') === 0) return '';
  const names = itemsOf(rt, special(rt, type, '__abstractmethods__')).map((name) =>
    asText(rt, name),
  );
  if (names.length === 0) return '';
  return rt.messages.abstractClass(nameOfType(rt, type), names.sort());
}

function initInstance(
  rt: Runtime,
  self: number,
  type: number,
  args: number[],
  keywords?: Keywords,
): void {
  const { py } = rt;
  const init = special(rt, type, '__init__');
  if (init !== 0 && !isNativeMethod(rt, init)) {
    const bound = py.typeOf(init) === rt.functionType ? 0 : bind(rt, init, self, type);
    let result: number;
    try {
      result =
        bound === 0
          ? callUnpacked(rt, init, [self, ...args], keywords)
          : callUnpacked(rt, bound, args, keywords);
    } finally {
      py.xdecref(bound);
    }
    if (result !== py.none) {
      const name = typeName(rt, result);
      py.decref(result);
      typeError(rt, `__init__() should return None, not '${name}'`);
    }
    py.decref(result);
    return;
  }
  scoped(rt, () => {
    const fill = slotsOf(rt, type).init;
    fill?.(self, initArguments(rt, type, args, keywords), keywords);
  });
}
