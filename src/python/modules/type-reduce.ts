import { CallIter, Descr, Method, SeqIter, TableIter } from '../../objects/structs';
import { complexParts, sameInt } from '../objects/arithmetic';
import { anyBytes } from '../objects/bytes-like';
import { callMethod } from '../objects/call-method';
import { getAttrString } from '../objects/getattr';
import { asInt, asNumber } from '../objects/index-numbers';
import { getIter, iterNext } from '../objects/iter';
import { lengthOf } from '../objects/length';
import { latin1 } from '../runtime/codecs';
import { defineMethod, nativeOf } from '../runtime/define';
import { Exc, typeError } from '../runtime/errors';
import { give, newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isDict } from '../runtime/type-checks';
import {
  internName,
  listAdd,
  newBytes,
  newFloat,
  newInt,
  newList,
  newStr,
  newTuple,
  tupleItems,
} from '../runtime/values';
import { getState } from './reduce';

/*
 * `__reduce__`, `__setstate__` and `__getnewargs__` of built-in types (Objects/iterobject.c, listobject.c and
 * the others).
 */

type Reduce = (o: number) => number;

export function installTypeReduce(rt: Runtime): void {
  reduceValues(rt);
  reduceSequenceIterators(rt);
  reduceTableIterators(rt);
  reduceIterators(rt);
  reduceContainers(rt);
  reduceCallables(rt);
  reduceExceptions(rt);
}

function onReduce(rt: Runtime, type: string, reduce: Reduce): void {
  defineMethod(rt, rt.py.type(type), '__reduce__', 0, 0, ([o]) => reduce(o!));
}

/** A name of `builtins`, a new reference. */
function builtin(rt: Runtime, name: string): number {
  return newRef(rt, rt.builtins.get(internName(rt, name))!);
}

/** `(iter, (sequence,), …)`. */
function iterOf(rt: Runtime, sequence: number, ...more: number[]): number {
  return newTuple(rt, [builtin(rt, 'iter'), newTuple(rt, [sequence]), ...more]);
}

/** Where a field is, in words from the object. */
function word(rt: Runtime, struct: string, field: string): number {
  return rt.py.structs.offset(struct, field) >> 2;
}

function typeOf(rt: Runtime, o: number): number {
  return newRef(rt, rt.py.typeOf(o));
}

/** What makes an equal value anew, of types that cannot be changed. */
function reduceValues(rt: Runtime): void {
  const { py } = rt;
  const on = (type: string, args: (o: number) => number[]): void =>
    defineMethod(rt, py.type(type), '__getnewargs__', 0, 0, ([o]) => newTuple(rt, args(o!)));
  on('int', (o) => [sameInt(rt, o)]);
  on('float', (o) => [sameInt(rt, o)]);
  on('complex', (o) => complexParts(rt, o).map((part) => newFloat(rt, part)));
  on('str', (o) => [callMethod(rt, o, '__str__', [])]);
  on('bytes', (o) => [newBytes(rt, anyBytes(rt, o))]);
  on('tuple', (o) => [
    newTuple(
      rt,
      tupleItems(rt, o).map((item) => newRef(rt, item)),
    ),
  ]);
  for (const type of ['range', 'slice']) {
    onReduce(rt, type, (o) => {
      const bounds = ['start', 'stop', 'step'].map((name) => getAttrString(rt, o, name));
      return newTuple(rt, [typeOf(rt, o), newTuple(rt, bounds)]);
    });
  }
  onReduce(rt, 'ellipsis', () => newStr(rt, 'Ellipsis'));
  onReduce(rt, 'NotImplementedType', () => newStr(rt, 'NotImplemented'));
}

/** Iterators that are a sequence and a place in it. */
function reduceSequenceIterators(rt: Runtime): void {
  const { py } = rt;
  const indexOf = (it: number): number => newInt(rt, py.i32[it + SeqIter.INDEX]!);
  const none = (): number => newTuple(rt, []);
  const kinds: readonly (readonly [type: string, empty: () => number, bounded: boolean])[] = [
    ['list_iterator', () => newList(rt, []), true],
    ['tuple_iterator', none, true],
    ['str_iterator', () => newStr(rt, ''), true],
    ['str_ascii_iterator', () => newStr(rt, ''), true],
    ['bytes_iterator', none, true],
    ['bytearray_iterator', none, true],
    ['iterator', none, false],
  ];
  for (const [name, empty, bounded] of kinds) {
    onReduce(rt, name, (it) => {
      const sequence = py.load(it + SeqIter.SEQ);
      if (sequence === 0) return iterOf(rt, empty());
      return iterOf(rt, newRef(rt, sequence), indexOf(it));
    });
    defineMethod(rt, py.type(name), '__setstate__', 1, 1, ([it, state]) => {
      const sequence = py.load(it! + SeqIter.SEQ);
      const index = Math.max(0, asNumber(rt, state!));
      if (sequence !== 0)
        py.set(it! + SeqIter.INDEX, bounded ? Math.min(index, lengthOf(rt, sequence)) : index);
      return newNone(rt);
    });
  }
  for (const [name, empty] of [
    ['list_reverseiterator', () => iterOf(rt, newList(rt, []))],
    ['reversed', () => newTuple(rt, [newRef(rt, py.type('reversed')), newTuple(rt, [none()])])],
  ] as const) {
    onReduce(rt, name, (it) => {
      const sequence = py.load(it + SeqIter.SEQ);
      if (sequence === 0 || py.i32[it + SeqIter.INDEX]! < 0) return empty();
      const make = name === 'reversed' ? typeOf(rt, it) : builtin(rt, 'reversed');
      return newTuple(rt, [make, newTuple(rt, [newRef(rt, sequence)]), indexOf(it)]);
    });
    defineMethod(rt, py.type(name), '__setstate__', 1, 1, ([it, state]) => {
      const sequence = py.load(it! + SeqIter.SEQ);
      if (sequence !== 0) {
        const index = Math.min(asNumber(rt, state!), lengthOf(rt, sequence) - 1);
        if (index >= 0) py.set(it! + SeqIter.INDEX, index);
        else {
          py.memory.touch(it! + SeqIter.INDEX, 2);
          py.i32.fill(-1, it! + SeqIter.INDEX, it! + SeqIter.SEQ);
        }
      }
      return newNone(rt);
    });
  }
  onReduce(rt, 'callable_iterator', (it) => {
    const callable = py.load(it + CallIter.CALLABLE);
    const sentinel = py.load(it + CallIter.SENTINEL);
    if (callable === 0 || sentinel === 0) return iterOf(rt, none());
    const both = [callable, sentinel].map((op) => newRef(rt, op));
    return newTuple(rt, [builtin(rt, 'iter'), newTuple(rt, both)]);
  });
  reduceRangeIterator(rt);
}

function reduceRangeIterator(rt: Runtime): void {
  const { py } = rt;
  const [start, step, left, index] = rt.rangeWords as [number, number, number, number];
  const number = (at: number): number => py.i32[at + 1]! * 2 ** 32 + (py.i32[at]! >>> 0);
  onReduce(rt, 'range_iterator', (it) => {
    const [first, by, count] = [start, step, left].map((at) => number(it + at));
    const bounds = [first!, first! + by! * count!, by!].map((value) => newInt(rt, value));
    const range = newTuple(rt, bounds);
    const made = callMethod(
      rt,
      py.type('range'),
      '__call__',
      tupleItems(rt, range).map((op) => newRef(rt, op)),
    );
    py.decref(range);
    return iterOf(rt, made, index < 0 ? newNone(rt) : newInt(rt, number(it + index)));
  });
  defineMethod(rt, py.type('range_iterator'), '__setstate__', 1, 1, ([it, state]) => {
    const count = Math.max(0, asNumber(rt, state!));
    if (index >= 0) py.set(it! + index, Math.min(count, number(it! + left)));
    else {
      const skipped = Math.min(count, number(it! + left));
      py.set(it! + start, number(it! + start) + skipped * number(it! + step));
      py.set(it! + left, number(it! + left) - skipped);
    }
    return newNone(rt);
  });
}

/** Iterators of dicts and sets become lists of what they would still give. */
function reduceTableIterators(rt: Runtime): void {
  const { py } = rt;
  const kinds = ['key', 'value', 'item'].flatMap((what) => [
    `dict_${what}iterator`,
    `dict_reverse${what}iterator`,
  ]);
  for (const name of [...kinds, 'set_iterator']) {
    const struct = name === 'set_iterator' ? 'setiterobject' : 'dictiterobject';
    onReduce(rt, name, (it) => {
      const end = it + (py.structs.get(struct).size >> 2);
      const before = py.i32.slice(it + TableIter.TABLE, end);
      const table = py.load(it + TableIter.TABLE);
      if (table !== 0) own(rt, newRef(rt, table));
      const list = own(rt, newList(rt, []));
      try {
        for (let item = iterNext(rt, it); item !== 0; item = iterNext(rt, it))
          listAdd(rt, list, item);
      } finally {
        // One that came to its end let the table go.
        if (table !== 0 && py.load(it + TableIter.TABLE) === 0) give(rt, table);
        py.i32.set(before, it + TableIter.TABLE);
      }
      return iterOf(rt, give(rt, list));
    });
  }
}

/** Iterators over other iterators. */
function reduceIterators(rt: Runtime): void {
  const { py } = rt;
  onReduce(rt, 'enumerate', (o) => {
    const long = py.load(o + word(rt, 'enumobject', 'en_longindex'));
    const index =
      long === 0 ? newInt(rt, py.get(o + word(rt, 'enumobject', 'en_index'))) : newRef(rt, long);
    const source = newRef(rt, py.load(o + word(rt, 'enumobject', 'en_sit')));
    return newTuple(rt, [typeOf(rt, o), newTuple(rt, [source, index])]);
  });
  const strict = (py.structs.find('zipobject', 'strict') ?? 0) >> 2;
  onReduce(rt, 'zip', (o) => {
    const parts = [typeOf(rt, o), newRef(rt, py.load(o + word(rt, 'zipobject', 'ittuple')))];
    if (strict > 0 && py.i32[o + strict] !== 0) parts.push(newRef(rt, py.statics.true));
    return newTuple(rt, parts);
  });
  if (strict > 0) {
    defineMethod(rt, py.type('zip'), '__setstate__', 1, 1, ([o, state]) => {
      py.i32[o! + strict] = state === py.statics.true ? 1 : 0;
      return newNone(rt);
    });
  }
  onReduce(rt, 'map', (o) => {
    const iterators = tupleItems(rt, py.load(o + word(rt, 'mapobject', 'iters')));
    const parts = [py.load(o + word(rt, 'mapobject', 'func')), ...iterators];
    return newTuple(rt, [
      typeOf(rt, o),
      newTuple(
        rt,
        parts.map((op) => newRef(rt, op)),
      ),
    ]);
  });
  onReduce(rt, 'filter', (o) => {
    const parts = ['func', 'it'].map((name) =>
      newRef(rt, py.load(o + word(rt, 'filterobject', name))),
    );
    return newTuple(rt, [typeOf(rt, o), newTuple(rt, parts)]);
  });
}

function reduceContainers(rt: Runtime): void {
  const { py } = rt;
  for (const type of ['set', 'frozenset']) {
    onReduce(rt, type, (o) => {
      const state = own(rt, getState(rt, o));
      const it = own(rt, getIter(rt, o));
      const keys = own(rt, newList(rt, []));
      for (let key = iterNext(rt, it); key !== 0; key = iterNext(rt, it)) listAdd(rt, keys, key);
      release(rt, it);
      return newTuple(rt, [typeOf(rt, o), newTuple(rt, [give(rt, keys)]), give(rt, state)]);
    });
  }
  const reduceBytes = (o: number, protocol: number): number => {
    const state = own(rt, getState(rt, o));
    const bytes = Uint8Array.from(anyBytes(rt, o));
    const args =
      protocol < 3
        ? [newStr(rt, latin1(bytes)), newStr(rt, 'latin-1')]
        : bytes.length === 0
          ? []
          : [newBytes(rt, bytes)];
    return newTuple(rt, [typeOf(rt, o), newTuple(rt, args), give(rt, state)]);
  };
  onReduce(rt, 'bytearray', (o) => reduceBytes(o, 2));
  defineMethod(rt, py.type('bytearray'), '__reduce_ex__', 0, 1, ([o, protocol]) =>
    reduceBytes(o!, protocol === undefined ? 0 : asInt(rt, protocol)),
  );
  onReduce(rt, 'collections.deque', (o) => {
    const state = own(rt, getState(rt, o));
    const limit = own(rt, getAttrString(rt, o, 'maxlen'));
    const args = limit === py.none ? [] : [newTuple(rt, []), newRef(rt, limit)];
    const it = getIter(rt, o);
    return newTuple(rt, [typeOf(rt, o), newTuple(rt, args), newRef(rt, state), it]);
  });
  const pairs = (o: number): number => {
    const view = own(rt, callMethod(rt, o, 'items', []));
    return getIter(rt, view);
  };
  onReduce(rt, 'collections.defaultdict', (o) => {
    const factory = own(rt, getAttrString(rt, o, 'default_factory'));
    const args = factory === py.none ? [] : [newRef(rt, factory)];
    const it = pairs(o);
    return newTuple(rt, [typeOf(rt, o), newTuple(rt, args), newNone(rt), newNone(rt), it]);
  });
  onReduce(rt, 'collections.OrderedDict', (o) => {
    const state = own(rt, getState(rt, o));
    const it = pairs(o);
    return newTuple(rt, [typeOf(rt, o), newTuple(rt, []), newRef(rt, state), newNone(rt), it]);
  });
}

function reduceCallables(rt: Runtime): void {
  const { py } = rt;
  const attribute = (holder: number, name: number): number =>
    newTuple(rt, [builtin(rt, 'getattr'), newTuple(rt, [newRef(rt, holder), name])]);
  onReduce(rt, 'method', (o) =>
    attribute(py.load(o + Method.SELF), getAttrString(rt, py.load(o + Method.FUNC), '__name__')),
  );
  defineMethod(rt, rt.nativeType, '__reduce__', 0, 0, ([o]) => {
    const { name, method } = nativeOf(rt, o!);
    return method ? attribute(py.load(o! + rt.nativeSelf), newStr(rt, name)) : newStr(rt, name);
  });
  for (const type of [rt.methodDescriptor, rt.getsetType, rt.memberType]) {
    defineMethod(rt, type, '__reduce__', 0, 0, ([o]) =>
      attribute(py.load(o! + Descr.TYPE), newRef(rt, py.load(o! + Descr.NAME))),
    );
  }
  onReduce(rt, 'functools.partial', (o) => {
    const [fn, args, kw] = ['fn', 'args', 'kw'].map((name) =>
      newRef(rt, py.load(o + word(rt, 'partialobject', name))),
    );
    const dict = py.load(o + word(rt, 'partialobject', 'dict'));
    const state = newTuple(rt, [fn!, args!, kw!, newRef(rt, dict || py.none)]);
    return newTuple(rt, [typeOf(rt, o), newTuple(rt, [newRef(rt, fn!)]), state]);
  });
  onReduce(rt, 'functools._lru_cache_wrapper', (o) => getAttrString(rt, o, '__qualname__'));
}

/** `BaseException.__reduce__`, and of those with names of their own. */
function reduceExceptions(rt: Runtime): void {
  const { py } = rt;
  onReduce(rt, 'BaseException', (o) => {
    const args = newRef(rt, py.load(o + Exc.ARGS));
    const dict = py.load(o + Exc.DICT);
    const parts = [typeOf(rt, o), args];
    if (dict !== 0) parts.push(newRef(rt, dict));
    return newTuple(rt, parts);
  });
  defineMethod(rt, py.type('BaseException'), '__setstate__', 1, 1, ([o, state]) => {
    if (state !== py.none) {
      if (!isDict(rt, state!)) typeError(rt, 'state is not a dictionary');
      const items = own(rt, callMethod(rt, state!, 'items', []));
      const it = own(rt, getIter(rt, items));
      for (let pair = iterNext(rt, it); pair !== 0; pair = iterNext(rt, it)) {
        own(rt, pair);
        const words = tupleItems(rt, pair).map((op) => newRef(rt, op));
        py.decref(callMethod(rt, o!, '__setattr__', words));
        release(rt, pair);
      }
    }
    return newNone(rt);
  });
}
