import { setPointer } from '../../objects/dealloc';
import { newFieldsOf } from '../../objects/field-objects';
import { PyTuple_New } from '../../objects/tupleobject';
import { defineGetSet, defineMethod, defineNew } from '../runtime/define';
import { typeError, valueError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { option } from '../runtime/native';
import { give, makeEach, newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isStr, typeName } from '../runtime/type-checks';
import { newBool, newInt, newSsize, newTuple, resultTuple, tupleItems } from '../runtime/values';
import { installAsyncGenerators } from './async-generator';
import { callSpecial } from './bind';
import { callBorrowed, callLending } from './call';
import { frameObject } from './frame';
import {
  closeGenerator,
  finalizeGenerator,
  generatorThrow,
  raiseStopIteration,
  resumeGenerator,
} from './generator';
import { asBigInt, indexObject } from './index-numbers';
import { getIter, isIterable, iterNext } from './iter';
import { onNext } from './iterator-slots';
import { lengthOf } from './length';
import { bindParameters, checkKeywords } from './parameters';
import { getItem } from './subscript';
import { truth, truthOf } from './truth';

/** Words of `enumobject`. */
const enum Enumerate {
  INDEX = 4,
  SIT = 6,
  RESULT = 8,
  /** An index that counts without a word. */
  LONG = 10,
}

/** Words of `mapobject`. */
const enum MapWord {
  ITERS = 4,
  FUNC = 6,
}

/** Words of `filterobject`. */
const enum Filter {
  FUNC = 4,
  IT = 6,
}

/** Words of `reversedobject`. */
const enum Reversed {
  INDEX = 4,
  SEQ = 6,
}

/** `enumerate`, `zip`, `map`, `filter`, `reversed`, generators, and the methods of iterators. */
export function installIterators(rt: Runtime): void {
  const { py } = rt;
  const field = (struct: string, name: string): number => (py.structs.find(struct, name) ?? 0) >> 2;

  const enumerate = onNext(rt, 'enumerate', (it) => {
    const item = iterNext(rt, py.load(it + Enumerate.SIT));
    if (item === 0) return 0;
    const long = py.load(it + Enumerate.LONG);
    if (long !== 0) {
      py.store(it + Enumerate.LONG, newInt(rt, asBigInt(rt, long) + 1n));
      return resultTuple(rt, it + Enumerate.RESULT, [long, item]);
    }
    const index = py.get(it + Enumerate.INDEX);
    py.set(it + Enumerate.INDEX, index + 1);
    return resultTuple(rt, it + Enumerate.RESULT, [newSsize(rt, index), item]);
  });
  defineNew(rt, enumerate, (cls, args, keywords) => {
    // A type that gets its arguments as an array looks at them itself.
    if (rt.behaviour.vectorcallTypes.includes('enumerate')) {
      const unknown = keywords?.find(([name]) => name !== 'iterable' && name !== 'start');
      if (unknown && args.length + keywords!.length < 3)
        typeError(rt, `'${unknown[0]}' is an invalid keyword argument for enumerate()`);
      if (args.length === 0 && !keywords?.length)
        typeError(rt, "enumerate() missing required argument 'iterable'");
    }
    const [iterable, start] = bindParameters(rt, 'enumerate', 'iterable start', 1, args, keywords);
    const it = getIter(rt, iterable!);
    own(rt, it);
    const long = start ? own(rt, indexObject(rt, start)) : 0;
    const first = long === 0 ? 0n : asBigInt(rt, long);
    const counted = BigInt.asIntN(53, first) === first;
    give(rt, it);
    const pair = newTuple(rt, [newNone(rt), newNone(rt)]);
    const op = newFieldsOf(py, cls, 'enumerate', {
      en_sit: it,
      en_result: pair,
      en_longindex: counted ? 0 : long,
    });
    if (counted) py.set(op + Enumerate.INDEX, Number(first));
    py.decref(it);
    py.decref(pair);
    return op;
  });

  const zip = onNext(rt, 'zip', (it) => {
    const iterators = tupleItems(rt, py.load(it + field('zipobject', 'ittuple')));
    if (iterators.length === 0) return 0;
    const strict =
      py.structs.find('zipobject', 'strict') !== undefined &&
      py.i32[it + field('zipobject', 'strict')] !== 0;
    const last = py.load(it + field('zipobject', 'result'));
    const reuses = py.i32[last] === 1;
    const result = reuses ? newRef(rt, last) : PyTuple_New(py, iterators.length);
    let at = 0;
    try {
      for (; at < iterators.length; at++) {
        const item = iterNext(rt, iterators[at]!);
        if (item === 0) break;
        const word = result + py.tupleItem + at * 2;
        const old = py.load(word);
        py.store(word, item);
        py.xdecref(old);
      }
    } catch (error) {
      py.decref(result);
      throw error;
    }
    if (at < iterators.length) {
      py.decref(result);
      if (strict) checkStrict(rt, iterators, at);
      return 0;
    }
    if (!py.gc.isTracked(result)) py.gc.track(result);
    return result;
  });
  defineNew(rt, zip, (cls, args, keywords) => {
    if (rt.behaviour.added.has('zip.strict')) checkKeywords(rt, 'zip', '* strict', keywords);
    else if (keywords?.length) typeError(rt, 'zip() takes no keyword arguments');
    const iterators = makeEach(rt, args, (each) => {
      if (!isIterable(rt, each)) {
        typeError(rt, `'${typeName(rt, each)}' object is not iterable`);
      }
      return getIter(rt, each);
    });
    const tuple = newTuple(rt, iterators);
    const result = newTuple(
      rt,
      args.map(() => newNone(rt)),
    );
    if (args.length > 0 && !py.gc.isTracked(result)) py.gc.track(result);
    const op = newFieldsOf(py, cls, 'zip', { ittuple: tuple, result });
    py.set(op + field('zipobject', 'tuplesize'), args.length);
    if (
      rt.behaviour.added.has('zip.strict') &&
      option(keywords, 'strict') &&
      truth(rt, option(keywords, 'strict'))
    ) {
      py.i32[op + field('zipobject', 'strict')] = 1;
    }
    py.decref(tuple);
    py.decref(result);
    return op;
  });

  const map = onNext(rt, 'map', (it) => {
    const iterators = tupleItems(rt, py.load(it + MapWord.ITERS));
    const items: number[] = [];
    if (!nextOfEach(rt, iterators, items)) {
      for (const drop of items) py.decref(drop);
      return 0;
    }
    // The function is called with what the iterators gave, which `map` still holds.
    return callLending(rt, py.load(it + MapWord.FUNC), items);
  });
  defineNew(rt, map, (cls, args) => {
    if (args.length < 2) typeError(rt, 'map() must have at least two arguments.');
    const [func, ...rest] = args;
    const iterators = newTuple(
      rt,
      makeEach(rt, rest, (each) => getIter(rt, each)),
    );
    const op = newFieldsOf(py, cls, 'map', { iters: iterators, func: func! });
    py.decref(iterators);
    return op;
  });

  const filter = onNext(rt, 'filter', (it) => {
    const func = py.load(it + Filter.FUNC);
    for (
      let item = iterNext(rt, py.load(it + Filter.IT));
      item !== 0;
      item = iterNext(rt, py.load(it + Filter.IT))
    ) {
      own(rt, item);
      const keep = func === py.none ? truth(rt, item) : truthOf(rt, callBorrowed(rt, func, [item]));
      if (keep) return give(rt, item);
      release(rt, item);
    }
    return 0;
  });
  defineNew(rt, filter, (cls, args) => {
    if (args.length !== 2) typeError(rt, `filter expected 2 arguments, got ${args.length}`);
    const it = getIter(rt, args[1]!);
    const op = newFieldsOf(py, cls, 'filter', { func: args[0]!, it });
    py.decref(it);
    return op;
  });

  const reversed = onNext(rt, 'reversed', (it) => {
    const seq = py.load(it + Reversed.SEQ);
    const at = py.i32[it + Reversed.INDEX]!;
    if (seq === 0 || at < 0) return 0;
    if (at === 0) py.i32.fill(-1, it + Reversed.INDEX, it + Reversed.SEQ);
    else py.set(it + Reversed.INDEX, at - 1);
    const index = own(rt, newInt(rt, at));
    const item = getItem(rt, seq, index);
    release(rt, index);
    return item;
  });
  defineNew(rt, reversed, (cls, args, keywords) => {
    const [o] = args;
    if (keywords?.length && cls === reversed)
      typeError(rt, 'reversed() takes no keyword arguments');
    if (args.length !== 1) typeError(rt, `reversed expected 1 argument, got ${args.length}`);
    const method = special(rt, py.typeOf(o!), '__reversed__');
    if (method === py.none) typeError(rt, `'${typeName(rt, o!)}' object is not reversible`);
    if (method !== 0) return callSpecial(rt, method, o!, []);
    if (
      special(rt, py.typeOf(o!), '__getitem__') === 0 ||
      special(rt, py.typeOf(o!), '__len__') === 0
    ) {
      typeError(rt, `'${typeName(rt, o!)}' object is not reversible`);
    }
    const last = lengthOf(rt, o!) - 1;
    const op = newFieldsOf(py, cls, 'reversed', { seq: o! });
    if (last < 0) py.i32.fill(-1, op + Reversed.INDEX, op + Reversed.SEQ);
    else py.set(op + Reversed.INDEX, last);
    return op;
  });
  installGenerators(rt);
}

/**
 * Adds the next item of each iterator to `items`, which the caller drops unless one raises.
 * @returns whether none was at its end
 */
function nextOfEach(rt: Runtime, iterators: readonly number[], items: number[]): boolean {
  try {
    for (const each of iterators) {
      const item = iterNext(rt, each);
      if (item === 0) return false;
      items.push(item);
    }
    return true;
  } catch (error) {
    for (const item of items) rt.py.decref(item);
    throw error;
  }
}

function checkStrict(rt: Runtime, iterators: readonly number[], at: number): void {
  const plural = (n: number): string => (n === 1 ? ' ' : 's 1-');
  if (at > 0) valueError(rt, `zip() argument ${at + 1} is shorter than argument${plural(at)}${at}`);
  for (let i = 1; i < iterators.length; i++) {
    const item = iterNext(rt, iterators[i]!);
    if (item === 0) continue;
    rt.py.decref(item);
    valueError(rt, `zip() argument ${i + 1} is longer than argument${plural(i)}${i}`);
  }
}

/** `send`, `throw` and `close`, which an asynchronous generator has in another form. */
function installSending(rt: Runtime, type: number): void {
  defineMethod(
    rt,
    type,
    'send',
    1,
    1,
    ([gen, value]) => resumeGenerator(rt, gen!, newRef(rt, value!), null) || raiseStopIteration(rt),
  );
  defineMethod(
    rt,
    type,
    'throw',
    1,
    3,
    ([gen, ...args]) => generatorThrow(rt, gen!, args) || raiseStopIteration(rt),
  );
  defineMethod(rt, type, 'close', 0, 0, ([gen]) => {
    closeGenerator(rt, gen!);
    return newNone(rt);
  });
}

function installGenerators(rt: Runtime): void {
  const { py } = rt;
  for (const type of [rt.generatorType, rt.coroutineType, rt.asyncGeneratorType]) {
    const isAsync = type === rt.asyncGeneratorType;
    const prefix = isAsync ? 'ag' : type === rt.generatorType ? 'gi' : 'cr';
    if (!isAsync) installSending(rt, type);
    defineMethod(rt, type, '__del__', 0, 0, ([gen]) => {
      finalizeGenerator(rt, gen!);
      return newNone(rt);
    });
    const state = (gen: number) => rt.generators.get(gen)!;
    defineGetSet(rt, type, `${prefix}_running`, (gen) =>
      newBool(rt, isAsync ? state(gen).runningAsync : state(gen).state === 'running'),
    );
    defineGetSet(rt, type, `${prefix}_frame`, (gen) =>
      state(gen).state === 'done' ? newNone(rt) : newRef(rt, frameObject(rt, state(gen).frame)),
    );
    defineGetSet(rt, type, `${prefix}_code`, (gen) => newRef(rt, state(gen).frame.code.word));
    const yieldFrom = type === rt.generatorType ? 'gi_yieldfrom' : `${prefix}_await`;
    defineGetSet(rt, type, yieldFrom, (gen) => newRef(rt, state(gen).frame.delegate || py.none));
    if (rt.behaviour.added.has('generator.gi_suspended')) {
      defineGetSet(rt, type, `${prefix}_suspended`, (gen) =>
        newBool(rt, state(gen).state === 'suspended'),
      );
    }
    for (const name of ['name', 'qualname']) {
      const word = py.structs.offset('PyGenObject', `gi_${name}`) >> 2;
      defineGetSet(
        rt,
        type,
        `__${name}__`,
        (gen) => newRef(rt, py.load(gen + word)),
        (gen, v) => {
          if (v === 0 || !isStr(rt, v)) typeError(rt, `__${name}__ must be set to a string object`);
          setPointer(py, gen + word, newRef(rt, v));
        },
      );
    }
  }
  installAsyncGenerators(rt);
  defineMethod(rt, rt.coroutineType, '__await__', 0, 0, ([gen]) => newRef(rt, gen!));
}
