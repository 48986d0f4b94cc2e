import { PyDict_DelItem, PyDict_GetItem, PyDict_SetItem } from '../../objects/dictobject';
import {
  dictPointer,
  instanceAttribute,
  PyObject_DelAttr,
  PyObject_GenericGetDict,
  PyObject_SetAttr,
  PyObject_SetDict,
} from '../../objects/instances';
import { Descr, TypeWord } from '../../objects/structs';
import { Kind } from '../../objects/type-spec';
import { defineGetSet } from '../runtime/define';
import { asText, raiseError, typeError } from '../runtime/errors';
import {
  descriptorAt,
  hasSetattr,
  lookup,
  ownSpecial,
  type Site,
  special,
  typeModified,
} from '../runtime/lookup';
import { moduleDict } from '../runtime/modules';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import {
  isDict,
  isHeapType,
  isProxyType,
  isSubtype,
  isType,
  nameOfType,
  typeName,
} from '../runtime/type-checks';
import { isStaticObject, newDict } from '../runtime/values';
import { noAttribute, nothingToDelete } from './attribute-errors';
import { callMethodWord, callSpecial, nameOfProperty } from './bind';
import { callBorrowed } from './call';

/*
 * Setting and deleting attributes (`PyObject_SetAttr` in Objects/object.c).
 */

/** `o.name = v` of compiled code: takes both over. */
export function storeAttr(rt: Runtime, o: number, site: Site, v: number): void {
  const { py } = rt;
  try {
    const type = py.typeOf(o);
    if (
      py.kindOf(type) === Kind.SUBTYPE &&
      descriptorAt(rt, type, site) === 0 &&
      dictPointer(py, o) !== 0 &&
      !isType(rt, o) &&
      !hasSetattr(rt, type, site)
    ) {
      PyObject_SetAttr(py, o, site.name, v);
    } else setAttr(rt, o, site.name, v);
  } finally {
    py.decref(v);
    py.decref(o);
  }
}

/** `PyObject_SetAttr`: `v` 0 deletes. */
export function setAttr(rt: Runtime, o: number, name: number, v: number): void {
  const type = rt.py.typeOf(o);
  if (isProxyType(rt, type)) {
    setAttr(rt, rt.proxied(o), name, v);
    return;
  }
  const hook = v === 0 ? '__delattr__' : '__setattr__';
  const found = ownSpecial(rt, type, hook);
  if (found !== 0) {
    const args = v === 0 ? [newRef(rt, name)] : [newRef(rt, name), newRef(rt, v)];
    rt.py.decref(callMethodWord(rt, found, o, args));
    return;
  }
  genericSetAttr(rt, o, type, name, v);
}

export function genericSetAttr(
  rt: Runtime,
  o: number,
  type: number,
  name: number,
  v: number,
): void {
  const { py } = rt;
  const descriptor = lookup(rt, type, name);
  if (descriptor !== 0 && setThroughDescriptor(rt, descriptor, o, name, v)) return;
  if (isType(rt, o)) {
    setTypeAttribute(rt, o, name, v);
    return;
  }
  if (type === rt.moduleType) {
    const dict = moduleDict(rt, o);
    if (v !== 0) PyDict_SetItem(py, dict, name, v);
    else if (PyDict_GetItem(py, dict, name) === 0) nothingToDelete(rt, o, name);
    else PyDict_DelItem(py, dict, name);
    return;
  }
  if (dictPointer(py, o) === 0) {
    if (descriptor !== 0) {
      raiseError(
        rt,
        'AttributeError',
        `'${typeName(rt, o)}' object attribute '${asText(rt, name)}' is read-only`,
      );
    }
    if (rt.behaviour.missingDictExplained) {
      raiseError(
        rt,
        'AttributeError',
        `'${typeName(rt, o)}' object has no attribute '${asText(rt, name)}' and no __dict__ for setting new attributes`,
      );
    }
    noAttribute(rt, o, name);
  }
  if (v !== 0) PyObject_SetAttr(py, o, name, v);
  else if (instanceAttribute(py, o, type, name) === 0) nothingToDelete(rt, o, name);
  else PyObject_DelAttr(py, o, name);
}

/** Sets what a descriptor says (`tp_descr_set`); `v` 0 deletes. @returns whether it says anything about that */
export function setThroughDescriptor(
  rt: Runtime,
  descriptor: number,
  o: number,
  name: number,
  v: number,
): boolean {
  const { py } = rt;
  const kind = py.typeOf(descriptor);
  if (kind === rt.memberType && !isStaticObject(rt, descriptor)) {
    const word = o + (py.get(descriptor + py.memberOffset) >> 2);
    const old = py.load(word);
    if (v === 0 && old === 0) raiseError(rt, 'AttributeError', asText(rt, name));
    py.store(word, v === 0 ? 0 : newRef(rt, v));
    py.xdecref(old);
    return true;
  }
  if (kind === rt.propertyType) {
    setProperty(rt, descriptor, o, v);
    return true;
  }
  if (kind === rt.getsetType || kind === rt.memberType) {
    const index = py.get(descriptor + py.memberOffset);
    const set = index > 0 ? rt.getsets[index - 1]!.set : undefined;
    if (index === 0 && asText(rt, name) === '__dict__') {
      refuseDict(rt, o);
      replaceDict(rt, o, v);
      return true;
    }
    if (!set) {
      if (kind === rt.memberType) raiseError(rt, 'AttributeError', 'readonly attribute');
      raiseError(
        rt,
        'AttributeError',
        `attribute '${asText(rt, name)}' of '${py.typeName(py.load(descriptor + Descr.TYPE))}' objects is not writable`,
      );
    }
    set(o, v);
    return true;
  }
  if (kind === rt.tupleGetterType)
    raiseError(rt, 'AttributeError', v === 0 ? "can't delete attribute" : "can't set attribute");
  if (!isHeapType(rt, kind)) return false;
  const method = special(rt, kind, v === 0 ? '__delete__' : '__set__');
  if (method === 0) return false;
  const args = v === 0 ? [newRef(rt, o)] : [newRef(rt, o), newRef(rt, v)];
  py.decref(callSpecial(rt, method, descriptor, args));
  return true;
}

/** `property_descr_set`: `v` 0 deletes. */
export function setProperty(rt: Runtime, property: number, o: number, v: number): void {
  const { py } = rt;
  const setter = py.load(property + (v === 0 ? 8 : 6));
  if (setter === 0 || setter === py.none) {
    const what = v === 0 ? 'deleter' : 'setter';
    const name = nameOfProperty(rt, property);
    raiseError(rt, 'AttributeError', rt.messages.noAccessor(name, typeName(rt, o), what));
  }
  py.decref(callBorrowed(rt, setter, v === 0 ? [o] : [o, v]));
}

/** `__dict__` of a built-in type whose objects have one (`PyObject_GenericGetDict`). */
export function defineDict(rt: Runtime, type: number): void {
  defineGetSet(
    rt,
    type,
    '__dict__',
    (o) => PyObject_GenericGetDict(rt.py, o),
    (o, v) => {
      if (v === 0) typeError(rt, 'cannot delete __dict__');
      replaceDict(rt, o, v);
    },
  );
}

/** `subtype_setdict`: types and modules keep the dict that they have. */
function refuseDict(rt: Runtime, o: number): void {
  if (isType(rt, o))
    raiseError(rt, 'AttributeError', "attribute '__dict__' of 'type' objects is not writable");
  if (isSubtype(rt, rt.py.typeOf(o), rt.moduleType))
    raiseError(rt, 'AttributeError', 'readonly attribute');
}

/** `o.__dict__ = d`. */
function replaceDict(rt: Runtime, o: number, dict: number): void {
  const { py } = rt;
  if (dict === 0) {
    const fresh = newDict(rt);
    replaceDict(rt, o, fresh);
    py.decref(fresh);
    return;
  }
  if (!isDict(rt, dict))
    typeError(rt, `__dict__ must be set to a dictionary, not a '${typeName(rt, dict)}'`);
  PyObject_SetDict(py, o, dict);
}

/** `type_setattro` of an attribute that is in the class's dict. */
export function setTypeAttribute(rt: Runtime, type: number, name: number, v: number): void {
  const { py } = rt;
  if (!isHeapType(rt, type)) {
    const owner = nameOfType(rt, type);
    typeError(rt, rt.messages.immutableType(asText(rt, name), owner));
  }
  const dict = py.load(type + TypeWord.DICT);
  if (v !== 0) PyDict_SetItem(py, dict, name, v);
  else if (PyDict_GetItem(py, dict, name) === 0) nothingToDelete(rt, type, name);
  else PyDict_DelItem(py, dict, name);
  typeModified(rt);
  if (asText(rt, name) === '__del__') setFinalizer(rt, type);
}

/** A class got a `__del__`. */
function setFinalizer(rt: Runtime, type: number): void {
  rt.py.setFunction(type + TypeWord.FINALIZE, 'slot_tp_finalize');
}

export function deleteAttr(rt: Runtime, o: number, site: Site): void {
  try {
    setAttr(rt, o, site.name, 0);
  } finally {
    rt.py.decref(o);
  }
}
