import { setPointer } from '../../objects/dealloc';
import { PyDict_Copy } from '../../objects/dict-merge';
import { PyDict_DelItem, PyDict_Items, PyDict_SetItem } from '../../objects/dictobject';
import { PyError } from '../../objects/errors';
import { newFields } from '../../objects/field-objects';
import { TypeWord } from '../../objects/structs';
import { bestBase, PyType_New } from '../../objects/typeobject';
import { mangle } from '../compile/scopes';
import { asText, raiseFrom, toPython, typeError, valueError } from '../runtime/errors';
import { lookupIn, special, typeModified } from '../runtime/lookup';
import type { Keywords } from '../runtime/native';
import { give, giveEach, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import type { PyExc } from '../runtime/thrown';
import {
  isDict,
  isHeapType,
  isNativeMethod,
  isStr,
  isSubtype,
  isTuple,
  isType,
  mro,
  nameOfType,
  typeName,
} from '../runtime/type-checks';
import { dictGet, internName, newStr, newTuple, tupleItems } from '../runtime/values';
import { bind, callSpecial } from './bind';
import { callBorrowed, packNames } from './call';
import { callMethod } from './call-method';
import { getAttrString, lookupAttr } from './getattr';
import { collect } from './iter';
import { qualnameOf } from './repr';
import { sequenceTuple } from './sequences';
import { superOf } from './super';
import { copyWrapped } from './wrapped';

/*
 * Making classes: `type_new` (Objects/typeobject.c).
 */

/** The most derived metaclass: the given one, or that of a base. */
export function metaclassOf(rt: Runtime, given: number, bases: readonly number[]): number {
  let winner = given;
  if (!isType(rt, given)) return given;
  for (const base of bases) {
    const meta = rt.py.typeOf(base);
    if (isSubtype(rt, winner, meta)) continue;
    if (isSubtype(rt, meta, winner)) winner = meta;
    else {
      typeError(
        rt,
        'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
      );
    }
  }
  return winner;
}

function givenTypes(rt: Runtime, bases: number): number[] {
  return isTuple(rt, bases) ? tupleItems(rt, bases).filter((base) => isType(rt, base)) : [];
}

/** `type.__new__(meta, name, bases, namespace, **keywords)`. */
export function typeNew(
  rt: Runtime,
  meta: number,
  args: readonly number[],
  keywords?: Keywords,
): number {
  if (args.length !== 3) typeError(rt, 'type() takes 1 or 3 arguments');
  for (const [i, kind] of (['str', 'tuple', 'dict'] as const).entries()) {
    const fits = { str: isStr, tuple: isTuple, dict: isDict }[kind];
    if (!fits(rt, args[i]!))
      typeError(
        rt,
        `type.__new__() argument ${i + 1} must be ${kind}${kind === 'dict' ? rt.messages.orFrozen('') : ''}, not ${typeName(rt, args[i]!)}`,
      );
  }
  for (const base of tupleItems(rt, args[1]!))
    if (!isType(rt, base) && hasEntries(rt, base))
      typeError(rt, "type() doesn't support MRO entry resolution; use types.new_class()");
  const winner = metaclassOf(rt, meta, givenTypes(rt, args[1]!));
  if (winner !== meta && special(rt, winner, '__new__') !== special(rt, rt.typeType, '__new__')) {
    const make = getAttrString(rt, winner, '__new__');
    try {
      return callBorrowed(rt, make, [winner, ...args], keywords);
    } finally {
      rt.py.decref(make);
    }
  }
  // A function written in C gets its arguments as a tuple.
  const tuple = newTuple(
    rt,
    args.map((op) => newRef(rt, op)),
  );
  try {
    return newClass(rt, winner, args, keywords);
  } finally {
    rt.py.decref(tuple);
  }
}

/** Whether something says itself which bases take its place (PEP 560). */
function hasEntries(rt: Runtime, base: number): boolean {
  const method = lookupAttr(rt, base, internName(rt, '__mro_entries__'));
  rt.py.xdecref(method);
  return method !== 0;
}

function newClass(rt: Runtime, meta: number, args: readonly number[], keywords?: Keywords): number {
  const { py } = rt;
  const [name, basesTuple, namespace] = args;
  if (!isStr(rt, name!))
    typeError(rt, `type.__new__() argument 1 must be str, not ${typeName(rt, name!)}`);
  const bases = tupleItems(rt, basesTuple!);
  checkBases(rt, bases);
  const slotsWord = dictGet(rt, namespace!, '__slots__');
  const classname = asText(rt, name!);
  const slots =
    slotsWord === 0
      ? undefined
      : slotNames(rt, slotsWord)
          .map((slot) => mangle(slot, classname))
          .sort();
  if (slots) checkSlots(rt, bases, slots, namespace!);
  const qualname = dictGet(rt, namespace!, '__qualname__');
  if (qualname !== 0 && !isStr(rt, qualname))
    typeError(rt, `type __qualname__ must be a str, not ${typeName(rt, qualname)}`);
  const attributes = dictGet(rt, namespace!, '__static_attributes__');
  let type: number;
  try {
    type = PyType_New(py, classname, {
      bases,
      basesTuple: basesTuple!,
      namespace: namespace!,
      ...moduleOfCaller(rt),
      ...(rt.py.typeOf(name!) === rt.strType ? { nameObject: name! } : {}),
      finalizer: dictGet(rt, namespace!, '__del__') !== 0,
      ...(slots ? { slots } : {}),
      ...(attributes
        ? { staticAttributes: tupleItems(rt, attributes).map((each) => asText(rt, each)) }
        : {}),
      ...(meta === rt.typeType ? {} : { metatype: meta }),
      setAttributes: (made, dict) => setAttributes(rt, made, dict, namespace!),
    });
  } catch (error) {
    if (error instanceof PyError && /MRO/.test(error.message)) {
      const list = bases.map((base) => nameOfType(rt, base)).join(', ');
      typeError(rt, rt.messages.resolutionOrder(list));
    }
    throw error;
  }
  own(rt, type);
  setHash(rt, type);
  if (meta !== rt.typeType) ownOrder(rt, type, meta);
  typeModified(rt);
  setNames(rt, type);
  initSubclass(rt, type, keywords ?? []);
  return give(rt, type);
}

/** `type_new_set_module`: the `__name__` of the globals of the code that runs. */
function moduleOfCaller(rt: Runtime): { module?: string } {
  const globals = rt.frame?.globals ?? 0;
  const name = globals === 0 ? 0 : dictGet(rt, globals, '__name__');
  return name !== 0 && isStr(rt, name) ? { module: asText(rt, name) } : {};
}

/** `mro_internal`: a metaclass may have an order of its own. */
function ownOrder(rt: Runtime, type: number, meta: number): void {
  const order = orderByMetaclass(rt, type, meta);
  if (order !== 0) setPointer(rt.py, type + TypeWord.MRO, order);
}

/** `mro_invoke`: the order that a metaclass's own method gives, as a new tuple; 0 where it has none. */
export function orderByMetaclass(rt: Runtime, type: number, meta: number): number {
  const method = special(rt, meta, 'mro');
  if (method === 0 || isNativeMethod(rt, method)) return 0;
  const result = own(rt, callSpecial(rt, method, type, []));
  const order = own(rt, sequenceTuple(rt, result));
  const items = tupleItems(rt, order);
  if (items.length === 0 && rt.behaviour.refusesEmptyOrder)
    typeError(rt, 'type MRO must not be empty');
  for (const item of items) {
    if (!isType(rt, item))
      typeError(rt, rt.messages.orderOfNoClass(nameOfType(rt, type), typeName(rt, item)));
  }
  release(rt, result);
  return give(rt, order);
}

function slotNames(rt: Runtime, word: number): string[] {
  if (isStr(rt, word)) return [asText(rt, word)];
  const names: string[] = [];
  giveEach(rt, collect(rt, word), (each) => {
    const item = own(rt, each);
    if (!isStr(rt, item))
      typeError(rt, `__slots__ items must be strings, not '${typeName(rt, item)}'`);
    const text = asText(rt, item);
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(text)) typeError(rt, '__slots__ must be identifiers');
    names.push(text);
    release(rt, item);
  });
  return names;
}

/** What `__slots__` may not name: `__dict__` twice, or what the class has as a variable. */
function checkSlots(
  rt: Runtime,
  bases: readonly number[],
  slots: readonly string[],
  namespace: number,
): void {
  for (const base of bases) {
    if (slots.some((slot) => !slot.startsWith('__')) && rt.py.get(base + TypeWord.ITEMSIZE) !== 0)
      typeError(rt, rt.messages.slotsNotSupported(nameOfType(rt, base)));
  }
  for (const name of ['__dict__', '__weakref__']) {
    if (slots.filter((slot) => slot === name).length > 1)
      typeError(rt, `${name} slot disallowed: we already got one`);
  }
  for (const slot of slots) {
    if (slot === '__qualname__' || slot === '__classcell__') continue;
    if (dictGet(rt, namespace, slot) !== 0 && !slot.startsWith('__'))
      valueError(rt, `'${slot}' in __slots__ conflicts with class variable`);
  }
}

function checkBases(rt: Runtime, bases: readonly number[]): void {
  const { py } = rt;
  for (const base of bases) {
    if (!isType(rt, base)) {
      typeError(
        rt,
        'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
      );
    }
    const closed = [
      'bool',
      'NoneType',
      'function',
      'range',
      'slice',
      'generator',
      'ellipsis',
      'NotImplementedType',
      'method',
      'builtin_function_or_method',
      'dict_keys',
      'dict_values',
      'dict_items',
      'code',
      'frame',
      'traceback',
      'cell',
    ];
    if (!isHeapType(rt, base) && closed.includes(py.typeName(base))) {
      typeError(rt, `type '${nameOfType(rt, base)}' is not an acceptable base type`);
    }
  }
  bestBase(py, bases);
}

/** What `type.__new__` does to a class's dict (`type_new_set_attrs`). */
function setAttributes(rt: Runtime, type: number, dict: number, namespace: number): void {
  const { py } = rt;
  const qualname = dictGet(rt, namespace, '__qualname__');
  if (qualname !== 0) {
    const word = type + (py.structs.offset('PyHeapTypeObject', 'ht_qualname') >> 2);
    const old = py.load(word);
    py.store(word, newRef(rt, qualname));
    py.decref(old);
    if (dictGet(rt, dict, '__qualname__') !== 0)
      PyDict_DelItem(py, dict, internName(rt, '__qualname__'));
  }
  const wrap = (key: string, kind: string): void => {
    const value = dictGet(rt, dict, key);
    if (value === 0 || py.typeOf(value) !== rt.functionType) return;
    const wrapped = newFields(py, kind, { cm_callable: value });
    if (rt.behaviour.impliedWrappersCopy) copyWrapped(rt, wrapped, value);
    PyDict_SetItem(py, dict, internName(rt, key), wrapped);
    py.decref(wrapped);
  };
  wrap('__new__', 'staticmethod');
  wrap('__init_subclass__', 'classmethod');
  wrap('__class_getitem__', 'classmethod');
}

/** `type_ready_set_hash`. */
function setHash(rt: Runtime, type: number): void {
  const { py } = rt;
  const dict = py.load(type + TypeWord.DICT);
  if (dictGet(rt, dict, '__eq__') !== 0 && dictGet(rt, dict, '__hash__') === 0) {
    PyDict_SetItem(py, dict, internName(rt, '__hash__'), py.none);
  }
}

function setNames(rt: Runtime, type: number): void {
  const { py } = rt;
  const copy = PyDict_Copy(py, py.load(type + TypeWord.DICT));
  try {
    const items = PyDict_Items(py, copy);
    for (let i = 0; i < items.length; i += 2) {
      const value = items[i + 1]!;
      const kind = py.typeOf(value);
      if (!isHeapType(rt, kind) && kind !== rt.propertyType) continue;
      const method = special(rt, py.typeOf(value), '__set_name__');
      if (method === 0) continue;
      try {
        py.decref(callSpecial(rt, method, value, [newRef(rt, type), newRef(rt, items[i]!)]));
      } catch (error) {
        const found = typeName(rt, value);
        const message = `Error calling __set_name__ on '${found}' instance '${asText(rt, items[i]!)}' in '${nameOfType(rt, type)}'`;
        nameNotSet(rt, toPython(rt, error), message);
      }
    }
  } finally {
    py.decref(copy);
  }
}

/** A `__set_name__` raised: another exception says so to 3.11, then a note does. */
function nameNotSet(rt: Runtime, raised: PyExc, message: string): never {
  if (rt.behaviour.setNameWraps) return raiseFrom(rt, 'RuntimeError', message, raised.op);
  rt.py.decref(callMethod(rt, raised.op, 'add_note', [newStr(rt, message)]));
  throw raised;
}

/** `super(type, type).__init_subclass__(**keywords)`. */
function initSubclass(rt: Runtime, type: number, keywords: Keywords): void {
  const { py } = rt;
  const name = internName(rt, '__init_subclass__');
  const order = mro(rt, type);
  const hook = lookupIn(rt, order.slice(1), name);
  // An order of bases without the class itself (to 3.9).
  if (!order.includes(type))
    typeError(rt, rt.messages.superMismatch(nameOfType(rt, type), nameOfType(rt, type)));
  const args = rt.behaviour.initSubclassTuple
    ? newTuple(rt, [newRef(rt, type), newRef(rt, type)])
    : 0;
  const parent = superOf(rt, type, type);
  py.xdecref(args);
  // With an order of its own a class may have none behind it: `super` finds object's then.
  const ofObject = hook === 0 || hook === lookupIn(rt, [rt.objectType], name);
  const bound = ofObject
    ? newFields(py, 'builtin_function_or_method', { m_self: type })
    : bind(rt, hook, 0, type);
  py.decref(parent);
  const names = packNames(rt, keywords);
  try {
    if (!ofObject) py.decref(callBorrowed(rt, bound, [], keywords));
    else if (keywords.length > 0)
      typeError(
        rt,
        `${rt.messages.boundName(qualnameOf(rt, type), '__init_subclass__')}() takes no keyword arguments`,
      );
  } finally {
    py.xdecref(names);
    py.decref(bound);
  }
}
