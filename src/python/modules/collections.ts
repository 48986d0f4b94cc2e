import { PyObject_Hash } from '../../objects/compare';
import {
  clearDeque,
  DequeIter,
  dequeAppend,
  dequeAppendLeft,
  dequeMaxlen,
  dequePop,
  dequePopLeft,
  dequeSlot,
  dequeStartAt,
  dequeState,
  PyDeque_New,
  PyDeque_Size,
  rotateDeque,
  setDequeMaxlen,
} from '../../objects/dequeobject';
import { getItemKnownHash, PyDict_GetItem, setItemKnownHash } from '../../objects/dictobject';
import { newFields } from '../../objects/field-objects';
import { binaryOperation } from '../objects/binary';
import { callBorrowed } from '../objects/call';
import { callMethod } from '../objects/call-method';
import { equal } from '../objects/compare';
import { asNumber, asSsize, indexOf, repeatCount } from '../objects/index-numbers';
import { getIter, iterNext } from '../objects/iter';
import { onNext } from '../objects/iterator-slots';
import { itemsOf } from '../objects/length';
import { bindParameters } from '../objects/parameters';
import { builtinReprObject, repr } from '../objects/repr';
import { checkLength } from '../objects/sequence-operators';
import { setItem } from '../objects/store-subscript';
import { findInDeque, withItem } from '../objects/walk';
import { defineGetSet, defineInit, defineNew, methodDefiner, slotsOf } from '../runtime/define';
import { raiseError, typeError, valueError } from '../runtime/errors';
import { special, userSpecial } from '../runtime/lookup';
import { give, holding, newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isInt, typeName } from '../runtime/type-checks';
import { newInt, newList, newSsize } from '../runtime/values';

import type { Define } from './define';
import { tupleGetter } from './tuple-getter';

/** `_collections`: `deque`, `defaultdict`, `OrderedDict`. */
export function collectionsModule(rt: Runtime, define: Define): void {
  const { py } = rt;
  define.value('deque', newRef(rt, py.type('collections.deque')));
  tupleGetter(rt, define);
  define.value('defaultdict', newRef(rt, py.type('collections.defaultdict')));
  define.value('OrderedDict', newRef(rt, py.type('collections.OrderedDict')));
  define.call('_count_elements', 2, 2, ([mapping, iterable]) => {
    countElements(rt, mapping!, iterable!);
    return newNone(rt);
  });
}

/** `_count_elements`: hashes each key once, unless a class overrides how keys are stored. */
function countElements(rt: Runtime, mapping: number, iterable: number): void {
  const { py } = rt;
  const one = own(rt, newInt(rt, 1));
  const plain = userSpecial(rt, mapping, '__setitem__') === 0;
  const it = getIter(rt, iterable);
  try {
    for (let key = iterNext(rt, it); key !== 0; key = iterNext(rt, it)) {
      try {
        const low = plain ? PyObject_Hash(py, key) : 0;
        const high = py.hashHigh;
        const old = plain
          ? getItemKnownHash(py, mapping, key, low, high)
          : PyDict_GetItem(py, mapping, key);
        const count =
          old === 0
            ? newRef(rt, one)
            : withItem(rt, old, () => binaryOperation(rt, 'add', old, one));
        try {
          if (plain) setItemKnownHash(py, mapping, key, count, low, high);
          else setItem(rt, mapping, key, count);
        } finally {
          py.decref(count);
        }
      } finally {
        py.decref(key);
      }
    }
  } finally {
    py.decref(it);
  }
  release(rt, one);
}

/** `deque`'s methods (Modules/_collectionsmodule.c). */
export function installDeque(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('collections.deque');
  defineNew(rt, type, (cls) => PyDeque_New(py, -1, cls));
  defineInit(rt, type, (self, args, keywords) => {
    const [from, maxlen] = bindParameters(rt, 'deque', 'iterable maxlen', 0, args, keywords);
    if (maxlen !== undefined && maxlen !== py.none) {
      if (!isInt(rt, maxlen)) typeError(rt, 'an integer is required');
      const limit = asSsize(rt, maxlen);
      if (limit < 0) valueError(rt, 'maxlen must be non-negative');
      setDequeMaxlen(py, self, limit);
    }
    clearDeque(py, self);
    if (from !== undefined) extend(self, from, dequeAppend);
  });
  /** `deque_extend`: what is the deque itself is copied first. */
  const extend = (self: number, from: number, add: typeof dequeAppend): void => {
    const copy = from === self ? newList(rt, heldItems(self)) : 0;
    let it = 0;
    try {
      it = getIter(rt, copy || from);
      dequeStartAt(py, self, add === dequeAppend ? 'left' : 'right');
      for (let item = iterNext(rt, it); item !== 0; item = iterNext(rt, it)) add(py, self, item);
    } finally {
      py.xdecref(it);
      py.xdecref(copy);
    }
  };
  const heldItems = (o: number): number[] => itemsOf(rt, o).map((op) => newRef(rt, op));
  const on = methodDefiner(rt, type);
  const none = (body: () => void): number => {
    body();
    return newNone(rt);
  };
  on('append', 1, 1, ([o, item]) => none(() => dequeAppend(py, o!, newRef(rt, item!))));
  on('appendleft', 1, 1, ([o, item]) => none(() => dequeAppendLeft(py, o!, newRef(rt, item!))));
  on('extend', 1, 1, ([o, from]) => none(() => extend(o!, from!, dequeAppend)));
  on('extendleft', 1, 1, ([o, from]) => none(() => extend(o!, from!, dequeAppendLeft)));
  on(
    'pop',
    0,
    0,
    ([o]) => dequePop(py, o!) || raiseError(rt, 'IndexError', 'pop from an empty deque'),
  );
  on(
    'popleft',
    0,
    0,
    ([o]) => dequePopLeft(py, o!) || raiseError(rt, 'IndexError', 'pop from an empty deque'),
  );
  on('clear', 0, 0, ([o]) => none(() => clearDeque(py, o!)));
  on('__len__', 0, 0, ([o]) => newSsize(rt, PyDeque_Size(py, o!)));
  const indexIn = (o: number, key: number): number => {
    if (!isInt(rt, key) && special(rt, py.typeOf(key), '__index__') === 0)
      typeError(rt, `sequence index must be integer, not '${typeName(rt, key)}'`);
    const given = indexOf(rt, key, 'deque');
    const size = PyDeque_Size(py, o);
    const at = given < 0 ? given + size : given;
    if (at < 0 || at >= size) raiseError(rt, 'IndexError', 'deque index out of range');
    return at;
  };
  const index = (o: number, key: number): number => dequeSlot(py, o, indexIn(o, key));
  const slots = slotsOf(rt, type);
  slots.getItem = (o, key) => newRef(rt, py.load(index(o, key)));
  slots.setItem = (o, key, value) => {
    const slot = index(o, key);
    const old = py.load(slot);
    py.store(slot, newRef(rt, value));
    py.decref(old);
  };
  const notIn = (method: string, item: number): never =>
    valueError(
      rt,
      rt.messages.notInDeque(method, () => repr(rt, item)),
    );
  const deleteAt = (o: number, at: number): void => {
    rotateDeque(py, o, -at);
    const item = dequePopLeft(py, o);
    rotateDeque(py, o, at);
    py.decref(item);
  };
  slots.deleteItem = (o, key) => deleteAt(o, indexIn(o, key));
  on('rotate', 0, 1, ([o, n]) =>
    none(() => rotateDeque(py, o!, n === undefined ? 1 : asNumber(rt, n))),
  );
  on('reverse', 0, 0, ([o]) =>
    none(() => {
      const words = itemsOf(rt, o!).reverse();
      for (const [i, word] of words.entries()) py.store(dequeSlot(py, o!, i), word);
    }),
  );
  const changed = (): never => raiseError(rt, 'RuntimeError', 'deque mutated during iteration');
  on('remove', 1, 1, ([o, item]) =>
    none(() => {
      const mutated = (): never => raiseError(rt, 'IndexError', rt.messages.dequeChangedInRemove);
      const at = findInDeque(rt, o!, (each) => equal(rt, each, item!), mutated);
      if (at < 0)
        valueError(
          rt,
          rt.messages.notInDequeToRemove(() => repr(rt, item!)),
        );
      deleteAt(o!, at);
    }),
  );
  on('count', 1, 1, ([o, item]) => {
    let count = 0;
    const look = (each: number): boolean => {
      if (equal(rt, each, item!)) count++;
      return false;
    };
    findInDeque(rt, o!, look, changed);
    return newInt(rt, count);
  });
  on('index', 1, 3, ([o, item, start, stop]) => {
    const [from, to] = [start, stop].map((word) => (word === undefined ? 0 : asNumber(rt, word)));
    const size = PyDeque_Size(py, o!);
    const bound = (at: number): number => (at < 0 ? Math.max(0, at + size) : at);
    const end = stop === undefined ? size : Math.min(size, bound(to!));
    const at = findInDeque(rt, o!, (each) => equal(rt, each, item!), changed, bound(from!), end);
    return at < 0 ? notIn('index', item!) : newInt(rt, at);
  });
  on('insert', 2, 2, ([o, at, item]) =>
    none(() => {
      const place = asNumber(rt, at!);
      const size = PyDeque_Size(py, o!);
      if (size === dequeMaxlen(py, o!))
        raiseError(rt, 'IndexError', 'deque already at its maximum size');
      if (place >= size) dequeAppend(py, o!, newRef(rt, item!));
      else if (place <= -size || place === 0) dequeAppendLeft(py, o!, newRef(rt, item!));
      else {
        rotateDeque(py, o!, -place);
        (place < 0 ? dequeAppend : dequeAppendLeft)(py, o!, newRef(rt, item!));
        rotateDeque(py, o!, place);
      }
    }),
  );
  const copy = (o: number): number => {
    if (py.typeOf(o) !== type) {
      const limit = dequeMaxlen(py, o);
      if (limit < 0) return callBorrowed(rt, py.typeOf(o), [o]);
      const word = newInt(rt, limit);
      const result = callBorrowed(rt, py.typeOf(o), [o, word]);
      py.decref(word);
      return result;
    }
    const result = own(rt, PyDeque_New(py, dequeMaxlen(py, o), type));
    extend(result, o, dequeAppend);
    return give(rt, result);
  };
  on('copy', 0, 0, ([o]) => copy(o!));
  on('__copy__', 0, 0, ([o]) => copy(o!));
  on('__add__', 1, 1, ([o, other]) => {
    if (py.builtinBase(py.typeOf(other!)) !== type) {
      typeError(rt, `can only concatenate deque (not "${typeName(rt, other!)}") to deque`);
    }
    const result = own(rt, copy(o!));
    extend(result, other!, dequeAppend);
    return give(rt, result);
  });
  on('__iadd__', 1, 1, ([o, other]) => {
    extend(o!, other!, dequeAppend);
    return newRef(rt, o!);
  });
  const repeat = (o: number, times: number): void => {
    if (times <= 0) clearDeque(py, o);
    const words = itemsOf(rt, o);
    if (words.length === 0) return;
    // One item is looked at no further.
    if (words.length > 1 && words.length * times >= 2 ** 63) raiseError(rt, 'MemoryError', '');
    const most = dequeMaxlen(py, o);
    // What would be pushed out again is never put in.
    const rounds = most < 0 ? times : Math.min(times, Math.ceil(most / words.length));
    checkLength(rt, words.length * rounds * 8);
    holding(rt, words, () => {
      for (let i = 1; i < rounds; i++)
        for (const word of words) dequeAppend(py, o, newRef(rt, word));
    });
  };
  for (const name of ['__mul__', '__rmul__']) {
    on(name, 1, 1, ([o, times]) => {
      if (!isInt(rt, times!)) return newRef(rt, py.statics.notImplemented);
      const result = own(rt, copy(o!));
      repeat(result, repeatCount(rt, times!));
      return give(rt, result);
    });
  }
  on('__imul__', 1, 1, ([o, times]) => {
    repeat(o!, repeatCount(rt, times!));
    return newRef(rt, o!);
  });
  slots.iter = (o) => {
    const it = newFields(py, '_collections._deque_iterator', { deque: o });
    py.set(it + DequeIter.STATE, dequeState(py, o));
    return it;
  };
  on('__reversed__', 0, 0, ([o]) => {
    const list = newList(
      rt,
      itemsOf(rt, o!).map((op) => newRef(rt, op)),
    );
    const it = callMethod(rt, list, '__reversed__', []);
    py.decref(list);
    return it;
  });
  slots.contains = (o, item) => findInDeque(rt, o, (each) => equal(rt, each, item), changed) >= 0;
  on('__repr__', 0, 0, ([o]) => builtinReprObject(rt, o!));
  defineGetSet(rt, type, 'maxlen', (o) =>
    dequeMaxlen(py, o) < 0 ? newNone(rt) : newInt(rt, dequeMaxlen(py, o)),
  );
  onNext(rt, '_collections._deque_iterator', (it) => {
    const deque = py.load(it + DequeIter.DEQUE);
    const at = py.get(it + DequeIter.INDEX);
    if (deque === 0) return 0;
    if (py.get(it + DequeIter.STATE) !== dequeState(py, deque))
      raiseError(rt, 'RuntimeError', 'deque mutated during iteration');
    if (at >= PyDeque_Size(py, deque)) return 0;
    py.set(it + DequeIter.INDEX, at + 1);
    return newRef(rt, py.load(dequeSlot(py, deque, at)));
  });
}
