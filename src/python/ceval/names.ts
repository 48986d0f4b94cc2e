import { PyObject_Hash } from '../../objects/compare';
import { PyDict_DelItem, PyDict_GetItem, PyDict_SetItem } from '../../objects/dictobject';
import { Dict, KeyEntry } from '../../objects/structs';
import { cellGet } from '../objects/cell';
import { setItem } from '../objects/store-subscript';
import { getItem } from '../objects/subscript';
import { asText, exceptionField, newException, swallow, throwException } from '../runtime/errors';
import type { Frame } from '../runtime/frame';
import type { Site } from '../runtime/lookup';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isDict } from '../runtime/type-checks';
import { internName, newDict, newStr } from '../runtime/values';

/*
 * Names of modules, classes and functions (Python/ceval.c).
 */

/** The global or built-in under a site's name: a new reference. */
export function loadGlobal(rt: Runtime, frame: Frame, site: Site): number {
  const { py } = rt;
  const dict = frame.globals;
  const table = py.load(dict + Dict.KEYS);
  if (site.keys === table) {
    if (site.entry !== 0) {
      if (py.load(site.entry) === site.name) {
        const value = py.load(site.entry + KeyEntry.VALUE);
        if (value !== 0) return newRef(rt, value);
      }
    } else if (
      site.epoch === py.keys.nentries(table) &&
      site.type === py.load(rt.builtinNames + Dict.KEYS)
    ) {
      const value = py.load(site.descriptor);
      if (value !== 0) return newRef(rt, value);
    }
  }
  return loadGlobalSlowly(rt, dict, table, site);
}

function loadGlobalSlowly(rt: Runtime, dict: number, table: number, site: Site): number {
  const { py } = rt;
  if (table !== py.statics.emptyKeys && py.load(dict + Dict.VALUES) === 0) {
    const low = PyObject_Hash(py, site.name);
    const index = py.keys.lookup(table, site.name, low, py.hashHigh);
    if (index >= 0) {
      site.keys = table;
      site.entry = py.keys.keyWord(table, index);
      return newRef(rt, py.load(site.entry + KeyEntry.VALUE));
    }
  } else {
    const value = PyDict_GetItem(py, dict, site.name);
    if (value !== 0) return newRef(rt, value);
  }
  const builtins = py.load(rt.builtinNames + Dict.KEYS);
  const low = PyObject_Hash(py, site.name);
  const index = py.keys.lookup(builtins, site.name, low, py.hashHigh);
  if (index < 0) return nameError(rt, site.name);
  site.keys = table;
  site.entry = 0;
  site.type = builtins;
  site.descriptor = py.keys.keyWord(builtins, index) + 2;
  site.epoch = table === py.statics.emptyKeys ? -1 : py.keys.nentries(table);
  return newRef(rt, py.load(site.descriptor));
}

function nameError(rt: Runtime, name: number): never {
  const { py } = rt;
  const op = newException(rt, 'NameError', [
    newStr(rt, `name '${asText(rt, name)}' is not defined`),
  ]);
  if (py.structs.find('PyNameErrorObject', 'name') !== undefined) {
    py.store(op + exceptionField(rt, 'name', 'PyNameErrorObject'), newRef(rt, name));
  }
  throwException(rt, op);
}

/** A name of a module or class body. */
export function loadName(rt: Runtime, frame: Frame, site: Site): number {
  if (frame.locals !== frame.globals) {
    const value = isDict(rt, frame.locals)
      ? PyDict_GetItem(rt.py, frame.locals, site.name)
      : namespaceItem(rt, frame.locals, site.name);
    if (value !== 0) return newRef(rt, value);
  }
  return loadGlobal(rt, frame, site);
}

function namespaceItem(rt: Runtime, namespace: number, name: number): number {
  try {
    const value = getItem(rt, namespace, name);
    rt.py.decref(value);
    return value;
  } catch (error) {
    if (swallow(rt, error, 'KeyError')) return 0;
    throw error;
  }
}

/** A free variable of a class body, which its own names hide. */
export function classDeref(
  rt: Runtime,
  frame: Frame,
  name: number,
  cell: number,
  text: string,
): number {
  const value = PyDict_GetItem(rt.py, frame.locals, name);
  return value !== 0 ? newRef(rt, value) : cellGet(rt, cell, text, true);
}

export function storeGlobal(rt: Runtime, frame: Frame, site: Site, value: number): void {
  storeIn(rt, frame.globals, site, value);
}

export function storeName(rt: Runtime, frame: Frame, site: Site, value: number): void {
  if (frame.locals !== frame.globals && rt.py.typeOf(frame.locals) !== rt.dictType) {
    setItem(rt, frame.locals, site.name, value);
    rt.py.decref(value);
  } else storeIn(rt, frame.locals, site, value);
}

function storeIn(rt: Runtime, dict: number, site: Site, value: number): void {
  PyDict_SetItem(rt.py, dict, site.name, value);
  rt.py.decref(value);
}

export function deleteName(rt: Runtime, frame: Frame, name: number): void {
  deleteFrom(rt, frame.locals, name);
}

export function deleteGlobal(rt: Runtime, frame: Frame, name: number): void {
  deleteFrom(rt, frame.globals, name);
}

function deleteFrom(rt: Runtime, dict: number, name: number): void {
  if (PyDict_GetItem(rt.py, dict, name) === 0) nameError(rt, name);
  PyDict_DelItem(rt.py, dict, name);
}

/** The end of `except … as name`. */
export function forgetName(rt: Runtime, frame: Frame, name: number, global: boolean): void {
  const dict = global ? frame.globals : frame.locals;
  if (PyDict_GetItem(rt.py, dict, name) !== 0) PyDict_DelItem(rt.py, dict, name);
}

/** `name: annotation` of a module or class: takes the annotation over. */
export function annotate(rt: Runtime, frame: Frame, name: number, annotation: number): void {
  const { py } = rt;
  const key = internName(rt, '__annotations__');
  let annotations = PyDict_GetItem(py, frame.locals, key);
  if (annotations === 0) {
    annotations = newDict(rt);
    PyDict_SetItem(py, frame.locals, key, annotations);
    py.decref(annotations);
  }
  PyDict_SetItem(py, annotations, name, annotation);
  py.decref(annotation);
}
