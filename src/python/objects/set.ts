import {
  containsHashed,
  eachKey,
  PyFrozenSet_MaybeUntrack,
  PySet_Add,
  PySet_Clear,
  PySet_Contains,
  PySet_Discard,
  PySet_Pop,
  PySet_Size,
  setDropGaps,
} from '../../objects/setobject';
import {
  defineAttribute,
  defineInit,
  defineMethod,
  defineNew,
  methodDefiner,
  slotsOf,
} from '../runtime/define';
import { keyError, raiseError, typeError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { give, newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isDict, isSet } from '../runtime/type-checks';
import { newBool, newFrozenset, newSet, newSsize } from '../runtime/values';
import { allocLike } from './allocate';
import { richCompare } from './compare';
import { builtinHash } from './hash';
import { forEach } from './iter';
import { builtinReprObject } from './repr';
import { combineSets, copySet, newSetOf, setDiscard, setUpdate } from './set-operations';

/** `set` and `frozenset` (Objects/setobject.c). */
export function installSets(rt: Runtime): void {
  const { py, setType, frozensetType } = rt;
  defineNew(rt, setType, (type) => (type === setType ? newSet(rt, []) : allocLike(rt, type)));
  defineInit(rt, setType, (self, args, keywords) => {
    if (keywords?.length) typeError(rt, 'set() takes no keyword arguments');
    if (args.length > 1) typeError(rt, `set expected at most 1 argument, got ${args.length}`);
    if (PySet_Size(py, self) > 0) PySet_Clear(py, self);
    if (args.length === 1) setUpdate(rt, self, args[0]!);
  });
  /** To 3.9, the one empty frozenset, once there is one. */
  let empty = 0;
  rt.holders.push({ place: 'objects/set.ts: empty', words: () => [empty] });
  defineNew(rt, frozensetType, (type, args, keywords) => {
    const [from] = args;
    if (keywords?.length && noInit(rt, type))
      typeError(rt, 'frozenset() takes no keyword arguments');
    if (args.length > 1 && noInit(rt, type))
      typeError(rt, `frozenset expected at most 1 argument, got ${args.length}`);
    if (from !== undefined && type === frozensetType && py.typeOf(from) === frozensetType)
      return newRef(rt, from);
    const op = own(rt, type === frozensetType ? newFrozenset(rt) : allocLike(rt, type));
    if (from !== undefined) setUpdate(rt, op, from);
    give(rt, op);
    if (type === frozensetType) PyFrozenSet_MaybeUntrack(py, op);
    if (type !== frozensetType || PySet_Size(py, op) > 0) return op;
    if (!py.version.objects.emptyFrozensetShared) return op;
    if (empty === 0) empty = op;
    else py.decref(op);
    return newRef(rt, empty);
  });
  for (const type of [setType, frozensetType]) installShared(rt, type);
  installMutable(rt);
  defineAttribute(rt, setType, '__hash__', newNone(rt));
  defineMethod(rt, frozensetType, '__hash__', 0, 0, ([o]) => newSsize(rt, builtinHash(rt, o!)));
}

/** Whether no class says with `__init__` what it is called with. */
function noInit(rt: Runtime, type: number): boolean {
  return special(rt, type, '__init__') === special(rt, rt.objectType, '__init__');
}

/** Another iterable as a set: a new reference. */
function asSet(rt: Runtime, o: number): number {
  return isSet(rt, o) ? newRef(rt, o) : newSetOf(rt, o);
}

function installShared(rt: Runtime, type: number): void {
  const { py } = rt;
  const on = methodDefiner(rt, type);
  on('__len__', 0, 0, ([o]) => newSsize(rt, PySet_Size(py, o!)));
  on('__repr__', 0, 0, ([o]) => builtinReprObject(rt, o!));
  on('copy', 0, 0, ([o]) =>
    type === rt.frozensetType && py.typeOf(o!) === type ? newRef(rt, o!) : copySet(rt, o!, type),
  );
  const combine =
    (operation: 'or' | 'and' | 'sub' | 'xor') =>
    ([o, ...others]: number[]): number => {
      let result = own(rt, others.length === 0 ? copySet(rt, o!, type) : newRef(rt, o!));
      for (const [i, other] of others.entries()) {
        const common = operation === 'and' && type === rt.setType && !isSet(rt, other);
        if (common || (operation === 'sub' && !isSet(rt, other) && !isDict(rt, other))) {
          // Its items are looked at one by one.
          const next = own(rt, common ? newSet(rt, []) : copySet(rt, result, type));
          forEach(rt, other, (key) => {
            own(rt, key);
            if (!common) PySet_Discard(py, next, key);
            else if (PySet_Contains(py, result, key)) PySet_Add(py, next, key);
            release(rt, key);
          });
          if (!common) setDropGaps(py, next);
          release(rt, result);
          result = next;
          continue;
        }
        const set = own(rt, asSet(rt, other));
        const target = operation === 'sub' && i > 0 ? result : 0;
        const next = own(rt, combineSets(rt, operation, result, set, target));
        release(rt, result);
        release(rt, set);
        result = next;
      }
      return give(rt, result);
    };
  on('union', 0, -1, ([o, ...others]) => {
    const result = own(rt, copySet(rt, o!, type));
    updateAll(rt, result, others);
    return give(rt, result);
  });
  on('intersection', 0, -1, combine('and'));
  on('difference', 0, -1, combine('sub'));
  on('symmetric_difference', 1, 1, combine('xor'));
  on('issubset', 1, 1, ([a, b]) => {
    return richCompare(rt, 1, a!, own(rt, asSet(rt, b!)));
  });
  on('issuperset', 1, 1, ([a, b]) => {
    return richCompare(rt, 5, a!, own(rt, asSet(rt, b!)));
  });
  on('isdisjoint', 1, 1, ([a, b]) => {
    if (isSet(rt, b!)) {
      if (a === b) return newBool(rt, PySet_Size(py, a!) === 0);
      const swap = PySet_Size(py, b!) > PySet_Size(py, a!);
      const [small, large] = swap ? [a!, b!] : [b!, a!];
      const apart = (key: number, low: number, high: number): boolean =>
        !containsHashed(py, large, key, low, high);
      return newBool(rt, eachKey(py, small, apart));
    }
    let disjoint = true;
    forEach(rt, b!, (key) => {
      disjoint = !PySet_Contains(py, a!, own(rt, key));
      release(rt, key);
      return disjoint;
    });
    return newBool(rt, disjoint);
  });
  for (const operation of ['or', 'and', 'sub', 'xor'] as const) {
    const operate = (a: number, b: number): number =>
      slotsOf(rt, type).binary!(operation, a, b, false) || newRef(rt, py.statics.notImplemented);
    on(`__${operation}__`, 1, 1, ([a, b]) => operate(a!, b!));
    on(`__r${operation}__`, 1, 1, ([a, b]) => operate(b!, a!));
  }
}

/** Adds the items of others. */
function updateAll(rt: Runtime, set: number, others: readonly number[]): void {
  for (const other of others) setUpdate(rt, set, other);
}

function installMutable(rt: Runtime): void {
  const { py, setType } = rt;
  const on = methodDefiner(rt, setType);
  on('__init__', 0, 1, ([o, from]) => {
    slotsOf(rt, setType).init!(o!, from === undefined ? [] : [from]);
    return newNone(rt);
  });
  on('add', 1, 1, ([o, item]) => {
    PySet_Add(py, o!, item!);
    return newNone(rt);
  });
  on('discard', 1, 1, ([o, item]) => {
    setDiscard(rt, o!, item!);
    return newNone(rt);
  });
  on('remove', 1, 1, ([o, item]) =>
    setDiscard(rt, o!, item!) ? newNone(rt) : keyError(rt, item!),
  );
  on('pop', 0, 0, ([o]) => {
    const key = PySet_Pop(py, o!);
    return key || raiseError(rt, 'KeyError', 'pop from an empty set');
  });
  on('clear', 0, 0, ([o]) => {
    PySet_Clear(py, o!);
    return newNone(rt);
  });
  on('update', 0, -1, ([o, ...others]) => {
    updateAll(rt, o!, others);
    return newNone(rt);
  });
  for (const [name, operation] of [
    ['__ior__', 'or'],
    ['__iand__', 'and'],
    ['__isub__', 'sub'],
    ['__ixor__', 'xor'],
  ] as const) {
    on(name, 1, 1, ([o, other]) =>
      isSet(rt, other!)
        ? combineSets(rt, operation, o!, other!, o!)
        : newRef(rt, py.statics.notImplemented),
    );
  }
  for (const [name, operation] of [
    ['intersection_update', 'and'],
    ['difference_update', 'sub'],
    ['symmetric_difference_update', 'xor'],
  ] as const) {
    on(name, 0, -1, ([o, ...others]) => {
      for (const other of others) {
        const set = own(rt, asSet(rt, other));
        py.decref(combineSets(rt, operation, o!, set, o!));
        release(rt, set);
      }
      return newNone(rt);
    });
  }
}
