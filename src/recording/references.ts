import {
  cachedKeys,
  dequeSpans,
  type Interpreter,
  instanceDict,
  instanceValues,
  Kind,
  List,
  Ob,
  objectLayout,
  PyDeque_Size,
  PyDict_Next,
  PyDict_Size,
  PySet_Size,
  PyUnicode_AsUTF8,
  SetWord,
  slotsStart,
  TypeFlag,
  TypeWord,
  Visitor,
  valueSlot,
} from '../objects';
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

/** References in fields of the C struct, those that the collector is shown. */
function fieldsOf(py: Interpreter, op: number): Reference[] {
  const visitor = new Visitor(py);
  const names = new Map(objectLayout(py, op).fields.map(({ offset, name }) => [offset, name]));
  const found: Reference[] = [];
  const count = visitor.visit(op);
  for (let at = 0; at < count * 4; at += 4) {
    const [first, n, step] = [visitor.spans[at]!, visitor.spans[at + 1]!, visitor.spans[at + 2]!];
    for (let i = 0; i < n; i++) {
      const word = first + i * step;
      const to = py.load(word);
      if (to === 0) continue;
      const offset = (word - op) * 4;
      found.push({ kind: 'field', name: names.get(offset) ?? `+${offset}`, key: 0, to });
    }
  }
  return found;
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
  'm_module',
  'd_type',
  'd_name',
  'd_qualname',
]);

/** What a class has for its methods and slots. */
const METHODS = /^(function|property|classmethod|staticmethod|.*_descriptor)$/;

/** Attributes of a class that a reader has made: not what each class has. */
function classAttributes(py: Interpreter, type: number): Reference[] {
  const dict = py.hasFlag(type, TypeFlag.HEAPTYPE) ? py.load(type + TypeWord.DICT) : 0;
  if (dict === 0) return [];
  return itemsOf(py, dict, Number.POSITIVE_INFINITY).flatMap(({ key, to }) => {
    const name = PyUnicode_AsUTF8(py, key);
    const isMethod = METHODS.test(py.typeName(py.typeOf(to)));
    const shown = !name.startsWith('__') && !isMethod;
    return shown ? [{ kind: 'attribute' as const, name, key: 0, to }] : [];
  });
}

/**
 * The references of an object that a reader would name: items, attributes, fields. Those of modules, and what
 * leads to the interpreter's own objects, are left out.
 */
export function referencesOf(py: Interpreter, op: number, limit: number): Reference[] {
  const type = py.typeOf(op);
  const base = py.builtinBase(type);
  const kind = py.kindOf(base);
  if (py.typeName(base) === 'module') return [];
  if (kind === Kind.TYPE) return classAttributes(py, op).slice(0, limit);
  const found = itemsOf(py, op, limit);
  if (type !== base) found.push(...attributesOf(py, op, type));
  if (WITH_FIELDS.includes(kind))
    found.push(...fieldsOf(py, op).filter(({ name }) => !HIDDEN_FIELDS.has(name)));
  return found;
}

/** Every reference of an object, to look for ways: also to its class, and the keys of dicts. */
export function allReferencesOf(py: Interpreter, op: number): Reference[] {
  const type = py.typeOf(op);
  const base = py.builtinBase(type);
  const all = Number.POSITIVE_INFINITY;
  const found = itemsOf(py, op, all);
  if (py.kindOf(base) === Kind.DICT) {
    for (const { key } of itemsOf(py, op, all))
      found.push({ kind: 'field', name: 'me_key', key: 0, to: key });
  }
  if (type !== base) found.push(...attributesOf(py, op, type));
  if (WITH_FIELDS.includes(py.kindOf(base))) found.push(...fieldsOf(py, op));
  if (py.hasFlag(type, TypeFlag.HEAPTYPE))
    found.push({ kind: 'field', name: 'ob_type', key: 0, to: type });
  return found;
}

/** How many references of an object are left out at a limit. */
export function leftOut(py: Interpreter, op: number, limit: number): number {
  return Math.max(0, (lengthOf(py, op) ?? 0) - limit);
}
