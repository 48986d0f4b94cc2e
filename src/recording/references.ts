import { dequeSpans, PyDeque_Size } from '../objects/dequeobject';
import { PyDict_Next } from '../objects/dict-next';
import { valueSlot } from '../objects/dict-values';
import { PyDict_Size } from '../objects/dictobject';
import {
  codeSlots,
  framePlaces,
  generatorCodeWord,
  generatorFunctionWord,
  generatorSlots,
} from '../objects/field-objects';
import { cachedKeys, instanceDict, instanceValues } from '../objects/instances';
import type { Interpreter } from '../objects/interpreter';
import { LruEntry, lruEntries } from '../objects/lrucache';
import { PySet_Size } from '../objects/setobject';
import { List, Ob, SetWord, TypeFlag, TypeWord } from '../objects/structs';
import { Kind } from '../objects/type-spec';
import { PyUnicode_AsUTF8 } from '../objects/unicodeobject';
import { objectLayout } from '../objects/views';
import { slotsStart, Visitor } from '../objects/visit';
import type { ObjectEdge } from './types';

/*
 * The references that an object holds, with what each is found by.
 */

/** One reference. */
export interface Reference {
  readonly kind: ObjectEdge['kind'];
  /** An index, an attribute or a field; empty for keys and items of sets. */
  readonly name: string;
  /** The key of a dict; otherwise 0. */
  readonly key: number;
  /** The object referred to. */
  readonly to: number;
}

/** How many items a container has; undefined for what is none. */
export function lengthOf(py: Interpreter, op: number): number | undefined {
  switch (py.kindOf(py.builtinBase(py.typeOf(op)))) {
    case Kind.LIST:
    case Kind.TUPLE:
      return py.get(op + Ob.SIZE);
    case Kind.DICT:
      return PyDict_Size(py, op);
    case Kind.SET:
      return PySet_Size(py, op);
    case Kind.DEQUE:
      return PyDeque_Size(py, op);
    default:
      return undefined;
  }
}

function span(py: Interpreter, first: number, count: number, from = 0): Reference[] {
  const found: Reference[] = [];
  for (let i = 0; i < count; i++) {
    const to = py.load(first + i * 2);
    if (to !== 0) found.push({ kind: 'index', name: String(from + i), key: 0, to });
  }
  return found;
}

/** The items of a container, as many as `limit` says; none of what is no container. */
export function itemsOf(py: Interpreter, op: number, limit: number): Reference[] {
  const found: Reference[] = [];
  const count = Math.min(lengthOf(py, op) ?? 0, limit);
  switch (py.kindOf(py.builtinBase(py.typeOf(op)))) {
    case Kind.LIST:
      return span(py, py.load(op + List.ITEM), count);
    case Kind.TUPLE:
      return span(py, op + py.tupleItem, count);
    case Kind.DICT:
      for (let at = 0; found.length < count; ) {
        const entry = PyDict_Next(py, op, at);
        if (entry === null) break;
        found.push({ kind: 'key', name: '', key: entry.key, to: entry.value });
        at = entry.index + 1;
      }
      return found;
    case Kind.SET: {
      const table = py.load(op + SetWord.TABLE);
      const slots = py.get(op + SetWord.MASK) + 1;
      for (let i = 0; i < slots && found.length < count; i++) {
        const to = py.load(table + i * 4);
        if (to !== 0 && to !== py.statics.setDummy)
          found.push({ kind: 'item', name: '', key: 0, to });
      }
      return found;
    }
    case Kind.DEQUE:
      for (const [word, items] of dequeSpans(py, op)) {
        if (found.length >= count) break;
        found.push(...span(py, word, Math.min(items, count - found.length), found.length));
      }
      return found;
    default:
      return found;
  }
}

/** The attributes of an instance, where they are in the object; its `__dict__`, where they are in one. */
function attributesOf(py: Interpreter, op: number, type: number): Reference[] {
  const found: Reference[] = [];
  const add = (name: string, to: number): void => {
    if (to !== 0) found.push({ kind: 'attribute', name, key: 0, to });
  };
  for (let base = type; py.kindOf(base) === Kind.SUBTYPE; base = py.baseOf(base)) {
    const count = py.get(base + Ob.SIZE);
    if (count <= 0) continue;
    const names = py.load(base + (py.structs.offset('PyHeapTypeObject', 'ht_slots') >> 2));
    for (let i = 0; i < count; i++) {
      const name = names === 0 ? 0 : py.load(names + py.tupleItem + i * 2);
      add(
        name === 0 ? `slot ${i}` : PyUnicode_AsUTF8(py, name),
        py.load(slotsStart(py, op, base) + i * 2),
      );
    }
  }
  const values = instanceValues(py, op);
  if (values !== 0) {
    const keys = cachedKeys(py, type);
    for (let i = 0; i < py.keys.nentries(keys); i++) {
      const key = py.load(py.keys.keyWord(keys, i));
      if (key !== 0) add(PyUnicode_AsUTF8(py, key), py.load(valueSlot(py, values, i)));
    }
  } else if (py.kindOf(type) === Kind.SUBTYPE) add('__dict__', instanceDict(py, op));
  return found;
}

/** The kinds of objects with references in fields of their struct. */
const WITH_FIELDS: readonly Kind[] = [
  Kind.FIELDS,
  Kind.GENERATOR,
  Kind.FRAME,
  Kind.TYPE,
  Kind.WEAKREF,
  Kind.LRU_CACHE,
];

/** The variables of a code object, in the order of its frames' slots; the stack is behind them. */
export type SlotNames = (code: number) => readonly string[];

/** Words of a frame's slots and of what it runs, by name: they are no fields of the object's own struct. */
function frameFields(py: Interpreter, op: number, slotNames: SlotNames): Map<number, string> {
  const names = new Map<number, string>();
  const addSlots = (first: number, code: number): void => {
    if (first === 0 || code === 0) return;
    const variables = slotNames(code);
    for (let i = 0; i < codeSlots(py, code); i++)
      names.set(first + i * 2, variables[i] ?? `stack[${i - variables.length}]`);
  };
  const kind = py.kindOf(py.builtinBase(py.typeOf(op)));
  if (kind === Kind.FRAME) {
    const { code, func, slots } = framePlaces(py);
    names.set(op + code, 'f_code');
    if (func !== 0) names.set(op + func, 'f_func');
    addSlots(op + slots, py.load(op + code));
  } else if (kind === Kind.GENERATOR && py.structs.find('PyGenObject', 'gi_iframe') !== undefined) {
    const code = generatorCodeWord(py, op);
    names.set(code, 'f_code');
    names.set(generatorFunctionWord(py, op), 'f_func');
    addSlots(generatorSlots(py, op), py.load(code));
  }
  return names;
}

/** The results that `functools.lru_cache` keeps in its list, by their arguments. */
function cachedResults(py: Interpreter, op: number): Reference[] {
  return lruEntries(py, op).map((entry) => ({
    kind: 'key',
    name: '',
    key: py.load(entry + LruEntry.KEY),
    to: py.load(entry + LruEntry.RESULT),
  }));
}

/** References in fields of the C struct, those that the collector is shown. */
function fieldsOf(py: Interpreter, op: number, slotNames: SlotNames): Reference[] {
  const visitor = new Visitor(py);
  const own = new Map(objectLayout(py, op).fields.map(({ offset, name }) => [offset, name]));
  const inFrame = frameFields(py, op, slotNames);
  const isCache = py.kindOf(py.builtinBase(py.typeOf(op))) === Kind.LRU_CACHE;
  const entries = new Set(isCache ? lruEntries(py, op).map((entry) => entry + LruEntry.KEY) : []);
  const found = new Map<number, Reference>();
  const count = visitor.visit(op);
  for (let at = 0; at < count * 4; at += 4) {
    const [first, n, step] = [visitor.spans[at]!, visitor.spans[at + 1]!, visitor.spans[at + 2]!];
    if (entries.has(first)) continue;
    for (let i = 0; i < n; i++) {
      const word = first + i * step;
      const to = py.load(word);
      if (to === 0) continue;
      const offset = (word - op) * 4;
      const name = inFrame.get(word) ?? own.get(offset) ?? `+${offset}`;
      found.set(word, { kind: 'field', name, key: 0, to });
    }
  }
  return [...found.values()];
}

/** Fields that lead from a program's objects to the interpreter's. */
const HIDDEN_FIELDS = new Set([
  'func_globals',
  'func_builtins',
  'func_module',
  'func_code',
  'func_doc',
  'func_name',
  'func_qualname',
  'func_typeparams',
  'gi_name',
  'gi_qualname',
  'ob_type',
  'f_code',
  'f_func',
  'f_globals',
  'f_builtins',
  'gi_code',
  'm_module',
  'd_type',
  'd_name',
  'd_qualname',
]);

/** What a class has for its methods and slots. */
const METHODS = /^(function|property|classmethod|staticmethod|.*_descriptor)$/;

/** Whether a function holds more than its code: defaults, variables of functions around it. */
function holdsMore(py: Interpreter, op: number): boolean {
  if (py.typeName(py.typeOf(op)) !== 'function') return false;
  return ['func_defaults', 'func_kwdefaults', 'func_closure'].some(
    (field) => py.load(op + (py.structs.offset('PyFunctionObject', field) >> 2)) !== 0,
  );
}

/** Attributes of a class that a reader has made: not what each class has. */
function classAttributes(py: Interpreter, type: number): Reference[] {
  const dict = py.hasFlag(type, TypeFlag.HEAPTYPE) ? py.load(type + TypeWord.DICT) : 0;
  return namesIn(py, dict).filter(
    ({ name, to }) =>
      holdsMore(py, to) || !(name.startsWith('__') || METHODS.test(py.typeName(py.typeOf(to)))),
  );
}

/** What a dict of names holds, as attributes. */
function namesIn(py: Interpreter, dict: number): Reference[] {
  if (dict === 0) return [];
  return itemsOf(py, dict, Number.POSITIVE_INFINITY).flatMap(({ key, to }) =>
    py.hasFlag(py.typeOf(key), TypeFlag.UNICODE_SUBCLASS)
      ? [{ kind: 'attribute' as const, name: PyUnicode_AsUTF8(py, key), key: 0, to }]
      : [],
  );
}

/** The attributes of a module. */
function moduleAttributes(py: Interpreter, op: number): Reference[] {
  return namesIn(py, py.load(op + (py.structs.offset('PyModuleObject', 'md_dict') >> 2)));
}

/** Keys of a dict that hold other objects. */
function holdingKeys(py: Interpreter, op: number, limit: number): Reference[] {
  return itemsOf(py, op, limit).flatMap(({ key }) =>
    py.isGc(py.typeOf(key)) ? [{ kind: 'field' as const, name: 'me_key', key: 0, to: key }] : [],
  );
}

/** What is found by two ways at one place: the first is kept. */
function once(references: readonly Reference[]): Reference[] {
  const dicts = new Set<number>();
  return references.filter(({ name, to }) => {
    if (!/^(__dict__|dict|.*_dict)$/.test(name)) return true;
    const isNew = !dicts.has(to);
    dicts.add(to);
    return isNew;
  });
}

/** What decides which references are shown. */
export interface ReferenceOptions {
  /** Items, attributes of a class and of a module at most. */
  readonly limit: number;
  readonly slotNames: SlotNames;
  /** Whether the program has set an attribute of a module: others are the module's own. */
  readonly isOwn: (module: number, value: number) => boolean;
}

/**
 * The references of an object that a reader would name: items, attributes, fields, and how many are left out. What
 * leads to the interpreter's own objects is left out without a word.
 */
export function referencesOf(
  py: Interpreter,
  op: number,
  { limit, slotNames, isOwn }: ReferenceOptions,
): { readonly found: Reference[]; readonly more: number } {
  const type = py.typeOf(op);
  const base = py.builtinBase(type);
  const kind = py.kindOf(base);
  const some = (all: Reference[]) => ({
    found: all.slice(0, limit),
    more: Math.max(0, all.length - limit),
  });
  if (py.typeName(base) === 'module')
    return some(moduleAttributes(py, op).filter(({ to }) => isOwn(op, to)));
  if (kind === Kind.TYPE) return some(classAttributes(py, op));
  const found = itemsOf(py, op, limit);
  let more = Math.max(0, (lengthOf(py, op) ?? 0) - limit);
  if (kind === Kind.DICT) found.push(...holdingKeys(py, op, limit));
  if (kind === Kind.LRU_CACHE) {
    const results = some(cachedResults(py, op));
    found.push(...results.found);
    more += results.more;
  }
  if (type !== base) found.push(...attributesOf(py, op, type));
  if (WITH_FIELDS.includes(kind))
    found.push(...fieldsOf(py, op, slotNames).filter(({ name }) => !HIDDEN_FIELDS.has(name)));
  return { found: once(found), more };
}

/** Every reference of an object, to look for ways: also to its class, and the keys of dicts. */
export function allReferencesOf(py: Interpreter, op: number, slotNames: SlotNames): Reference[] {
  const type = py.typeOf(op);
  const base = py.builtinBase(type);
  const kind = py.kindOf(base);
  const all = Number.POSITIVE_INFINITY;
  const found = itemsOf(py, op, all);
  if (kind === Kind.DICT) {
    for (const { key } of itemsOf(py, op, all))
      found.push({ kind: 'field', name: 'me_key', key: 0, to: key });
  }
  if (kind === Kind.LRU_CACHE) {
    for (const each of cachedResults(py, op))
      found.push(each, { kind: 'field', name: 'key', key: 0, to: each.key });
  }
  if (type !== base) found.push(...attributesOf(py, op, type));
  if (WITH_FIELDS.includes(kind)) found.push(...fieldsOf(py, op, slotNames));
  if (py.hasFlag(type, TypeFlag.HEAPTYPE))
    found.push({ kind: 'field', name: 'ob_type', key: 0, to: type });
  return found;
}
