import { Descr, TypeWord } from '../../objects/structs';
import type { GetSet, Native, NativeCall } from './native';
import { newNone } from './refs';
import type { Runtime } from './runtime';
import { isSlotMethod } from './slot-names';
import type { Init, New, TypeSlots } from './slots';
import { internName, staticObject } from './values';

/*
 * What built-in types and modules define: native functions, methods, computed attributes (Objects/methodobject.c, descrobject.c).
 */

/** The word of `m_ml`: it holds the number of the native function. */
export const NATIVE_INDEX = 4;

/** Whether CPython puts the arguments of a function into a tuple. */
function isPacked(rt: Runtime, owner: string, name: string): boolean {
  return rt.behaviour.packedArguments.has(`${owner}.${name}`);
}

/** A `builtin_function_or_method` object of a native function. */
export function nativeFunction(
  rt: Runtime,
  name: string,
  call: NativeCall,
  min: number,
  max: number,
  keywords: Native['keywords'] = false,
  more: Pick<Partial<Native>, 'owner' | 'waiting'> = {},
): number {
  const op = staticObject(rt, rt.nativeType, rt.py.structs.get('PyCFunctionObject').size);
  const packs = isPacked(rt, more.owner ?? 'builtins', name);
  const native = { name, call, min, max, keywords, method: false, packs, ...more };
  const index = rt.natives.push(native) - 1;
  rt.py.set(op + NATIVE_INDEX, index);
  return op;
}

function typeDict(rt: Runtime, type: number): Map<number, number> {
  let dict = rt.typeDicts.get(type);
  if (!dict) {
    dict = new Map();
    rt.typeDicts.set(type, dict);
  }
  return dict;
}

/** A descriptor that a class's dict can hold. */
function newDescriptor(
  rt: Runtime,
  kind: number,
  type: number,
  name: string,
  index: number,
): number {
  const { py } = rt;
  const op = staticObject(rt, kind, py.get(kind + TypeWord.BASICSIZE));
  py.store(op + Descr.TYPE, type);
  py.store(op + Descr.NAME, internName(rt, name));
  py.set(op + py.memberOffset, index);
  return op;
}

function defineDescriptor(
  rt: Runtime,
  kind: number,
  type: number,
  name: string,
  index: number,
): void {
  typeDict(rt, type).set(internName(rt, name), newDescriptor(rt, kind, type, name, index));
}

/** A computed attribute of a class that is no built-in type: the descriptor. */
export function getsetObject(rt: Runtime, type: number, name: string, get: GetSet['get']): number {
  return newDescriptor(rt, rt.getsetType, type, name, rt.getsets.push({ name, get }));
}

/** A native method of a class that is no built-in type: the descriptor. */
export function methodObject(rt: Runtime, type: number, name: string, call: NativeCall): number {
  const index = rt.natives.push({ name, call, min: 0, max: -1, keywords: true, method: true }) - 1;
  return newDescriptor(rt, rt.methodDescriptor, type, name, index);
}

/** A method of a built-in type. */
export function defineMethod(
  rt: Runtime,
  type: number,
  name: string,
  min: number,
  max: number,
  call: NativeCall,
  keywords: Native['keywords'] = false,
): void {
  const owner = rt.py.typeName(type);
  const slot = isSlotMethod(owner, name);
  const packs = isPacked(rt, owner, name);
  const native = { name, call, min, max, keywords, method: true, owner, slot, packs };
  const index = rt.natives.push(native) - 1;
  defineDescriptor(rt, slot ? rt.wrapperDescriptor : rt.methodDescriptor, type, name, index);
}

/** `defineMethod` for the methods of one type. */
export type MethodDefiner = (
  name: string,
  min: number,
  max: number,
  call: NativeCall,
  keywords?: Native['keywords'],
) => void;

/** What defines the methods of a built-in type, one at a call. */
export function methodDefiner(rt: Runtime, type: number): MethodDefiner {
  return (name, min, max, call, keywords) => defineMethod(rt, type, name, min, max, call, keywords);
}

/** A computed attribute of a built-in type. */
export function defineGetSet(
  rt: Runtime,
  type: number,
  name: string,
  get: GetSet['get'],
  set?: GetSet['set'],
): void {
  const index = rt.getsets.push({ name, get, ...(set ? { set } : {}) });
  const member = rt.behaviour.members.has(`${rt.py.typeName(type)}.${name}`);
  defineDescriptor(rt, member ? rt.memberType : rt.getsetType, type, name, index);
}

/** An attribute of a built-in type that is an object: takes the word over. */
export function defineAttribute(rt: Runtime, type: number, name: string, word: number): void {
  typeDict(rt, type).set(internName(rt, name), word);
}

/** A class method of a built-in type, which gets the type that it is asked of first. */
export function defineClassMethod(
  rt: Runtime,
  type: number,
  name: string,
  min: number,
  max: number,
  call: NativeCall,
  keywords: Native['keywords'] = false,
): void {
  const owner = rt.py.typeName(type);
  const index = rt.natives.push({ name, call, min, max, keywords, method: true, owner }) - 1;
  defineDescriptor(rt, rt.classMethodDescriptor, type, name, index);
}

/** The native function of a `builtin_function_or_method`. */
export function nativeOf(rt: Runtime, op: number): Native {
  return rt.natives[rt.py.get(op + NATIVE_INDEX)]!;
}

/** The native function of a `method_descriptor`. */
export function nativeOfDescriptor(rt: Runtime, op: number): Native {
  return rt.natives[rt.py.get(op + rt.py.memberOffset)]!;
}

/** A callable that does nothing. A weak reference with it as callback is never shared. */
export function nativeMarker(rt: Runtime): number {
  rt.markerWord ||= nativeFunction(rt, 'marker', () => newNone(rt), 0, -1);
  return rt.markerWord;
}

/** How objects of a built-in type are made (`tp_new`). */
export function defineNew(rt: Runtime, type: number, make: New): void {
  slotsOf(rt, type).new = make;
}

/** How objects of a built-in type are filled (`tp_init`). */
export function defineInit(rt: Runtime, type: number, init: Init): void {
  slotsOf(rt, type).init = init;
}

/** The slots of a type: those of the built-in type that it is built on. */
export function slotsOf(rt: Runtime, type: number): TypeSlots {
  return rt.slots[rt.py.specOf(type)]!;
}
