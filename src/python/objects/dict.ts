import { hashKey } from '../../objects/compare';
import { PyDict_Copy, presizeForKeys } from '../../objects/dict-merge';
import {
  getItemKnownHash,
  PyDict_Clear,
  PyDict_GetItem,
  PyDict_PopItem,
  PyDict_SetItem,
  PyDict_Size,
  setItemKnownHash,
} from '../../objects/dictobject';
import { newFields } from '../../objects/field-objects';
import { eachKey, PySet_Add } from '../../objects/setobject';
import { DefaultDict, Dict, DictView } from '../../objects/structs';
import { PyTuple_New } from '../../objects/tupleobject';
import {
  defineAttribute,
  defineClassMethod,
  defineGetSet,
  defineInit,
  defineMethod,
  defineNew,
  methodDefiner,
  slotsOf,
} from '../runtime/define';
import { keyError, raiseError, typeError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import type { Keywords } from '../runtime/native';
import { give, giveEach, newNone, newRef, own, release, scoped } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isTuple, isType } from '../runtime/type-checks';
import {
  internName,
  newBool,
  newInt,
  newSet,
  newSsize,
  newTrackedTuple,
  tupleItems,
} from '../runtime/values';
import { allocLike } from './allocate';
import { callBorrowed, callWords } from './call';
import { equal } from './compare';
import { dictSet, isMapping, updateDict } from './dict-update';
import { collect, dictIter, forEach, isIterable, notIterable } from './iter';
import { lengthOf } from './length';
import { builtinReprObject } from './repr';
import { combineSets, newSetOf } from './set-operations';
import { contains, popKey, setItem } from './store-subscript';
import { newSlice } from './subscript';
import { withItem } from './walk';

/** `dict`, its views, `collections.defaultdict`. */
export function installDicts(rt: Runtime): void {
  const { py, dictType } = rt;
  defineNew(rt, dictType, (type) => {
    const op = allocLike(rt, type);
    if (type === dictType && py.version.objects.dictTracking === 'by-items') py.gc.untrack(op);
    return op;
  });
  defineInit(rt, dictType, (self, args, keywords) => update(rt, self, args, keywords, 'dict'));
  const on = methodDefiner(rt, dictType);
  on(
    '__init__',
    0,
    1,
    ([o, ...args], kw) => {
      update(rt, o!, args, kw, 'dict');
      return newNone(rt);
    },
    true,
  );
  on(
    'update',
    0,
    1,
    ([o, ...args], kw) => {
      update(rt, o!, args, kw, 'update');
      return newNone(rt);
    },
    true,
  );
  on('get', 1, 2, ([o, key, otherwise]) =>
    newRef(rt, PyDict_GetItem(py, o!, key!) || (otherwise ?? py.none)),
  );
  on('setdefault', 1, 2, ([o, key, otherwise]) => {
    const low = hashKey(py, key!, 'dict key');
    const high = py.hashHigh;
    const known = getItemKnownHash(py, o!, key!, low, high);
    if (known !== 0) return newRef(rt, known);
    setItemKnownHash(py, o!, key!, otherwise ?? py.none, low, high);
    return newRef(rt, otherwise ?? py.none);
  });
  on(
    'pop',
    1,
    2,
    ([o, key, otherwise]) =>
      popKey(rt, o!, key!) ||
      (otherwise === undefined ? keyError(rt, key!) : newRef(rt, otherwise)),
  );
  on('popitem', 0, 0, ([o]) => {
    const pair = PyDict_PopItem(py, o!);
    if (pair === null) {
      // The pair is made before the dict is looked at.
      py.decref(PyTuple_New(py, 2));
      raiseError(rt, 'KeyError', 'popitem(): dictionary is empty');
    }
    return newTrackedTuple(rt, pair!);
  });
  on('clear', 0, 0, ([o]) => {
    PyDict_Clear(py, o!);
    return newNone(rt);
  });
  on('copy', 0, 0, ([o]) => PyDict_Copy(py, o!));
  for (const name of ['keys', 'values', 'items']) {
    on(name, 0, 0, ([o]) => newFields(py, `dict_${name}`, { dv_dict: o! }));
  }
  on('__len__', 0, 0, ([o]) => newSsize(rt, PyDict_Size(py, o!)));
  on('__reversed__', 0, 0, ([o]) => dictIter(rt, o!, 'dict_reversekeyiterator'));
  on('__repr__', 0, 0, ([o]) => builtinReprObject(rt, o!));
  if (rt.behaviour.added.has('dict.__or__')) {
    const join = (a: number, b: number): number =>
      slotsOf(rt, rt.dictType).binary!('or', a, b, false) || newRef(rt, py.statics.notImplemented);
    on('__or__', 1, 1, ([a, b]) => join(a!, b!));
    on('__ror__', 1, 1, ([a, b]) => join(b!, a!));
    on('__ior__', 1, 1, ([a, b]) => {
      updateDict(rt, a!, b!);
      return newRef(rt, a!);
    });
  }
  defineAttribute(rt, dictType, '__hash__', newNone(rt));
  defineClassMethod(rt, dictType, 'fromkeys', 1, 2, ([cls, keys, value]) =>
    fromKeys(rt, cls!, keys!, value ?? py.none),
  );
  installViews(rt);
  installDefaultDict(rt);
}

function update(
  rt: Runtime,
  self: number,
  args: readonly number[],
  keywords: Keywords | undefined,
  name: string,
): void {
  const { py } = rt;
  if (args.length > 1) typeError(rt, `${name} expected at most 1 argument, got ${args.length}`);
  const [from] = args;
  if (from !== undefined) {
    if (!isMapping(rt, from) && !isIterable(rt, from)) notIterable(rt, from);
    updateDict(rt, self, from);
  }
  for (const [key, value] of keywords ?? []) PyDict_SetItem(py, self, internName(rt, key), value);
}

/** `_PyDict_FromKeys`. */
function fromKeys(rt: Runtime, cls: number, keys: number, value: number): number {
  const { py } = rt;
  const dict = own(rt, callBorrowed(rt, cls, []));
  if (py.typeOf(dict) !== rt.dictType) {
    forEach(rt, keys, (key) => {
      setItem(rt, dict, own(rt, key), value);
      release(rt, key);
    });
    return give(rt, dict);
  }
  const type = py.typeOf(keys);
  if (PyDict_Size(py, dict) === 0) {
    if (type === rt.dictType) {
      const unicode = py.keys.isUnicode(py.load(keys + Dict.KEYS));
      presizeForKeys(py, dict, PyDict_Size(py, keys), unicode);
    } else if (type === rt.setType || type === rt.frozensetType) {
      presizeForKeys(py, dict, lengthOf(rt, keys), false);
    }
  }
  // A dict's and a set's own keys need no iterator.
  if (type === rt.setType || type === rt.frozensetType) {
    eachKey(py, keys, (key, low, high) => setItemKnownHash(py, dict, key, value, low, high));
  } else if (type === rt.dictType) {
    giveEach(rt, collect(rt, keys), (key) => dictSet(rt, dict, key, newRef(rt, value)));
  } else forEach(rt, keys, (key) => dictSet(rt, dict, key, newRef(rt, value)));
  return give(rt, dict);
}

function installViews(rt: Runtime): void {
  const { py } = rt;
  const iterators = {
    dict_keys: 'dict_keyiterator',
    dict_values: 'dict_valueiterator',
    dict_items: 'dict_itemiterator',
  };
  for (const [name, iterator] of Object.entries(iterators)) {
    const type = py.type(name);
    const dict = (o: number): number => py.load(o + DictView.DICT);
    defineMethod(rt, type, '__len__', 0, 0, ([o]) => newSsize(rt, PyDict_Size(py, dict(o!))));
    const slots = slotsOf(rt, type);
    slots.iter = (o) => dictIter(rt, dict(o), iterator);
    defineGetSet(rt, type, 'mapping', (o) => {
      const proxy = newFields(py, 'mappingproxy', { mapping: dict(o) });
      return proxy;
    });
    defineMethod(rt, type, '__reversed__', 0, 0, ([o]) =>
      dictIter(rt, dict(o!), iterator.replace('_', '_reverse')),
    );
    if (name === 'dict_values') continue;
    slots.contains = (o, item) => {
      if (name === 'dict_keys') return PyDict_GetItem(py, dict(o), item) !== 0;
      if (!isTuple(rt, item)) return false;
      const [key, value] = tupleItems(rt, item);
      if (key === undefined || value === undefined) return false;
      const known = PyDict_GetItem(py, dict(o), key);
      return known !== 0 && withItem(rt, known, () => equal(rt, known, value));
    };
    // The other operand may be a set, which leaves it to the view.
    slots.binary = (operation, a, b) => {
      const known =
        operation === 'and' || operation === 'or' || operation === 'sub' || operation === 'xor';
      return known ? scoped(rt, () => combineView(rt, operation, a, b)) : 0;
    };
    for (const operation of ['and', 'or', 'sub', 'xor'] as const) {
      const operate = (a: number, b: number): number => combineView(rt, operation, a, b);
      defineMethod(rt, type, `__${operation}__`, 1, 1, ([a, b]) => operate(a!, b!));
      defineMethod(rt, type, `__r${operation}__`, 1, 1, ([a, b]) => operate(b!, a!));
    }
    defineMethod(rt, type, 'isdisjoint', 1, 1, ([a, b]) => newBool(rt, isDisjoint(rt, a!, b!)));
  }
}

/** `dictviews_and`, `dictviews_or` and the others: of anything iterable, as methods of sets would. */
function combineView(
  rt: Runtime,
  operation: 'and' | 'or' | 'sub' | 'xor',
  a: number,
  b: number,
): number {
  if (operation === 'and') {
    const views = isView(rt, a) && isView(rt, b);
    const swap = !isView(rt, a) || (views && lengthOf(rt, b) > lengthOf(rt, a));
    const [view, other] = swap ? [b, a] : [a, b];
    if (rt.behaviour.viewsHashAll) own(rt, newSetOf(rt, other));
    const result = own(rt, newSet(rt, []));
    forEach(rt, other, (item) => {
      own(rt, item);
      if (contains(rt, view, item)) PySet_Add(rt.py, result, item);
      release(rt, item);
    });
    return give(rt, result);
  }
  const result = own(rt, newSetOf(rt, a));
  const other = own(rt, newSetOf(rt, b));
  rt.py.decref(combineSets(rt, operation, result, other, result));
  release(rt, other);
  return give(rt, result);
}

function isView(rt: Runtime, op: number): boolean {
  const type = rt.py.typeOf(op);
  return type === rt.py.type('dict_keys') || type === rt.py.type('dict_items');
}

function isDisjoint(rt: Runtime, view: number, other: number): boolean {
  let disjoint = true;
  forEach(rt, other, (item) => {
    disjoint = !contains(rt, view, own(rt, item));
    release(rt, item);
    return disjoint;
  });
  return disjoint;
}

function installDefaultDict(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('collections.defaultdict');
  defineNew(rt, type, (cls) => {
    const op = allocLike(rt, cls);
    py.store(op + DefaultDict.FACTORY, 0);
    return op;
  });
  defineInit(rt, type, (self, args, keywords) => {
    const [factory, ...rest] = args;
    if (factory !== undefined && factory !== py.none) {
      const callable = isType(rt, factory) || special(rt, py.typeOf(factory), '__call__') !== 0;
      if (!callable) typeError(rt, 'first argument must be callable or None');
      py.store(self + DefaultDict.FACTORY, newRef(rt, factory));
    }
    // The other arguments are a slice of them.
    if (args.length > 0)
      py.decref(newSlice(rt, newInt(rt, 1), newInt(rt, args.length), newNone(rt)));
    update(rt, self, rest, keywords, 'defaultdict');
  });
  defineMethod(
    rt,
    type,
    '__init__',
    0,
    2,
    ([o, ...args], kw) => {
      slotsOf(rt, type).init!(o!, args, kw);
      return newNone(rt);
    },
    true,
  );
  defineMethod(rt, type, '__missing__', 1, 1, ([o, key]) => {
    const factory = py.load(o! + DefaultDict.FACTORY);
    if (factory === 0) return keyError(rt, key!);
    const value = own(rt, callWords(rt, factory, []));
    PyDict_SetItem(py, o!, key!, value);
    return give(rt, value);
  });
  defineMethod(rt, type, 'copy', 0, 0, ([o]) => {
    const copy = callBorrowed(rt, py.typeOf(o!), [
      py.load(o! + DefaultDict.FACTORY) || py.none,
      o!,
    ]);
    return copy;
  });
  defineGetSet(
    rt,
    type,
    'default_factory',
    (o) => newRef(rt, py.load(o + DefaultDict.FACTORY) || py.none),
    (o, v) => {
      const old = py.load(o + DefaultDict.FACTORY);
      py.store(o + DefaultDict.FACTORY, v === 0 || v === py.none ? 0 : newRef(rt, v));
      py.xdecref(old);
    },
  );
}
