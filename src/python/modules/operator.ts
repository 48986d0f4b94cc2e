import { newFields } from '../../objects/field-objects';
import { sameInt } from '../objects/arithmetic';
import { binaryOperation, unary } from '../objects/binary';
import { callPacked, keywordsOf, packDict } from '../objects/call';
import { callMethod } from '../objects/call-method';
import { equal, richCompare } from '../objects/compare';
import { getAttr } from '../objects/getattr';
import { asNumber, indexObject } from '../objects/index-numbers';
import { getIter, iterNext } from '../objects/iter';
import { lengthHint } from '../objects/length-hints';
import { repr } from '../objects/repr';
import { contains, deleteItem, setItem } from '../objects/store-subscript';
import { getItem } from '../objects/subscript';
import { truth } from '../objects/truth';
import { defineMethod } from '../runtime/define';
import { asText, typeError, valueError } from '../runtime/errors';
import type { NativeCall } from '../runtime/native';
import { give, makeEach, newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isStr, isTuple } from '../runtime/type-checks';
import {
  internName,
  newBool,
  newSsize,
  newStr,
  newTrackedTuple,
  newTuple,
  tupleItems,
} from '../runtime/values';

import type { Define } from './define';

/** Words of `itemgetterobject`. */
const enum ItemGetter {
  NITEMS = 4,
  ITEM = 6,
}

/** Words of `attrgetterobject`. */
const enum AttrGetter {
  NATTRS = 4,
  ATTR = 6,
}

/** Words of `methodcallerobject`. */
const enum MethodCaller {
  NAME = 4,
  ARGS = 6,
  KWDS = 8,
}

const BINARY = {
  add: 'add',
  sub: 'sub',
  mul: 'mul',
  truediv: 'truediv',
  floordiv: 'floordiv',
  mod: 'mod',
  pow: 'pow',
  lshift: 'lshift',
  rshift: 'rshift',
  and_: 'and',
  or_: 'or',
  xor: 'xor',
  matmul: 'matmul',
  concat: 'add',
} as const;

const UNARY = { neg: '-', pos: '+', inv: '~', invert: '~' };

/** Comparisons by number, as `PyObject_RichCompare` has them. */
const COMPARISONS = ['lt', 'le', 'eq', 'ne', 'gt', 'ge'];

/** `_operator` (Modules/_operator.c). */
export function operatorModule(rt: Runtime, define: Define): void {
  const one = (name: string, call: (o: number) => number): void =>
    define.call(name, 1, 1, ([o]) => call(o!));
  const two = (name: string, call: (a: number, b: number) => number): void =>
    define.call(name, 2, 2, ([a, b]) => call(a!, b!));
  for (const [name, operation] of Object.entries(BINARY)) {
    two(name, (a, b) => binaryOperation(rt, operation, a, b));
    if (name !== 'concat')
      two(`i${name.replace('_', '')}`, (a, b) => binaryOperation(rt, operation, a, b, true));
  }
  two('iconcat', (a, b) => binaryOperation(rt, 'add', a, b, true));
  for (const [name, sign] of Object.entries(UNARY))
    one(name, (o) => unary(rt, sign, newRef(rt, o)));
  for (const [op, name] of COMPARISONS.entries()) two(name, (a, b) => richCompare(rt, op, a, b));
  one('abs', (o) => callMethod(rt, o, '__abs__', []));
  define.call('length_hint', 1, 2, ([o, otherwise]) =>
    newSsize(rt, lengthHint(rt, o!, otherwise === undefined ? 0 : asNumber(rt, otherwise))),
  );
  one('not_', (o) => newBool(rt, !truth(rt, o)));
  one('truth', (o) => newBool(rt, truth(rt, o)));
  // To 3.9 an int of a subclass is given back as it is.
  one('index', (o) => {
    const index = indexObject(rt, o);
    if (rt.behaviour.indexKeepsClass) return index;
    const plain = sameInt(rt, index);
    rt.py.decref(index);
    return plain;
  });
  two('is_', (a, b) => newBool(rt, a === b));
  two('is_not', (a, b) => newBool(rt, a !== b));
  two('contains', (a, b) => newBool(rt, contains(rt, a, b)));
  two('getitem', (a, b) => getItem(rt, a, b));
  define.call('setitem', 3, 3, ([o, key, value]) => {
    setItem(rt, o!, key!, value!);
    return newNone(rt);
  });
  two('delitem', (o, key) => {
    deleteItem(rt, o, key);
    return newNone(rt);
  });
  two('countOf', (o, item) => {
    let count = 0;
    eachItem(rt, o, (each) => {
      if (equal(rt, each, item)) count++;
      return true;
    });
    return newSsize(rt, count);
  });
  two('indexOf', (o, item) => {
    let index = -1;
    let at = 0;
    eachItem(rt, o, (each) => {
      if (equal(rt, each, item)) index = at;
      at++;
      return index < 0;
    });
    if (index < 0) valueError(rt, 'sequence.index(x): x not in sequence');
    return newSsize(rt, index);
  });
  installItemGetter(rt, define);
  installAttrGetter(rt, define);
  installMethodCaller(rt, define);
}

/** Iterates as long as `each` says so. */
function eachItem(rt: Runtime, o: number, each: (item: number) => boolean): void {
  const it = getIter(rt, o);
  try {
    for (let item = iterNext(rt, it), more = true; item !== 0; item = more ? iterNext(rt, it) : 0) {
      more = each(own(rt, item));
      release(rt, item);
    }
  } finally {
    rt.py.decref(it);
  }
}

/** A type that is called, and shows itself as `operator.NAME(arguments)`. */
function callableType(
  rt: Runtime,
  define: Define,
  name: string,
  make: (args: number[], keywords: readonly (readonly [string, number])[]) => number,
  call: (self: number, o: number) => number,
  shown: (self: number) => string,
): void {
  const type = define.type(`operator.${name}`, (_type, args, keywords = []) =>
    make(args, keywords),
  );
  const onCall: NativeCall = (args, keywords) => {
    if (keywords?.length) typeError(rt, `${name}() takes no keyword arguments`);
    const [self, o] = args;
    if (args.length !== 2) typeError(rt, `${name} expected 1 argument, got ${args.length - 1}`);
    return call(self!, o!);
  };
  defineMethod(rt, type, '__call__', 0, -1, onCall, true);
  defineMethod(rt, type, '__repr__', 0, 0, ([self]) =>
    newStr(rt, `operator.${name}(${shown(self!)})`),
  );
}

function installItemGetter(rt: Runtime, define: Define): void {
  const { py } = rt;
  const wanted = (self: number): number[] => {
    const item = py.load(self + ItemGetter.ITEM);
    return py.get(self + ItemGetter.NITEMS) === 1 ? [item] : tupleItems(rt, item);
  };
  callableType(
    rt,
    define,
    'itemgetter',
    (args, keywords) => {
      if (keywords.length > 0) typeError(rt, 'itemgetter() takes no keyword arguments');
      if (args.length === 0) typeError(rt, 'itemgetter expected 1 argument, got 0');
      const item =
        args.length === 1
          ? newRef(rt, args[0]!)
          : newTuple(
              rt,
              args.map((op) => newRef(rt, op)),
            );
      const op = newFields(py, 'operator.itemgetter', { item });
      py.decref(item);
      py.set(op + ItemGetter.NITEMS, args.length);
      return op;
    },
    (self, o) => {
      const items = wanted(self);
      return items.length === 1
        ? getItem(rt, o, items[0]!)
        : newTrackedTuple(
            rt,
            makeEach(rt, items, (item) => getItem(rt, o, item)),
          );
    },
    (self) =>
      wanted(self)
        .map((item) => repr(rt, item))
        .join(', '),
  );
}

function installAttrGetter(rt: Runtime, define: Define): void {
  const { py } = rt;
  const attributes = (self: number): number[] => tupleItems(rt, py.load(self + AttrGetter.ATTR));
  const path = (attribute: number): number[] =>
    isTuple(rt, attribute) ? tupleItems(rt, attribute) : [attribute];
  const get = (o: number, attribute: number): number => {
    let value = own(rt, newRef(rt, o));
    for (const name of path(attribute)) {
      const next = getAttr(rt, value, name);
      release(rt, value);
      value = own(rt, next);
    }
    return give(rt, value);
  };
  callableType(
    rt,
    define,
    'attrgetter',
    (args, keywords) => {
      if (keywords.length > 0) typeError(rt, 'attrgetter() takes no keyword arguments');
      if (args.length === 0) typeError(rt, 'attrgetter expected 1 argument, got 0');
      for (const name of args)
        if (!isStr(rt, name)) typeError(rt, 'attribute name must be a string');
      const attr = newTuple(
        rt,
        args.map((word) => {
          const names = asText(rt, word).split('.');
          const words = names.map((name) => newRef(rt, internName(rt, name)));
          return words.length === 1 ? words[0]! : newTuple(rt, words);
        }),
      );
      const op = newFields(py, 'operator.attrgetter', { attr });
      py.decref(attr);
      py.set(op + AttrGetter.NATTRS, args.length);
      return op;
    },
    (self, o) => {
      const all = attributes(self);
      return all.length === 1
        ? get(o, all[0]!)
        : newTrackedTuple(
            rt,
            makeEach(rt, all, (attribute) => get(o, attribute)),
          );
    },
    (self) =>
      attributes(self)
        .map((attribute) => {
          const names = path(attribute).map((name) => asText(rt, name));
          return `'${names.join('.')}'`;
        })
        .join(', '),
  );
}

function installMethodCaller(rt: Runtime, define: Define): void {
  const { py } = rt;
  callableType(
    rt,
    define,
    'methodcaller',
    ([name, ...rest], keywords) => {
      if (name === undefined)
        typeError(rt, 'methodcaller needs at least one argument, the method name');
      if (!isStr(rt, name!)) typeError(rt, 'method name must be a string');
      const args = newTuple(
        rt,
        rest.map((op) => newRef(rt, op)),
      );
      const kwds = packDict(rt, keywords);
      const op = newFields(py, 'operator.methodcaller', {
        name: internName(rt, asText(rt, name!)),
        args,
        kwds,
      });
      py.decref(args);
      py.xdecref(kwds);
      return op;
    },
    (self, o) => {
      const method = getAttr(rt, o, py.load(self + MethodCaller.NAME));
      try {
        const kwds = py.load(self + MethodCaller.KWDS);
        return callPacked(rt, method, py.load(self + MethodCaller.ARGS), keywordsOf(rt, kwds));
      } finally {
        py.decref(method);
      }
    },
    (self) => {
      const args = py.load(self + MethodCaller.ARGS);
      const kwds = keywordsOf(rt, py.load(self + MethodCaller.KWDS)) ?? [];
      return [
        repr(rt, py.load(self + MethodCaller.NAME)),
        ...tupleItems(rt, args).map((arg) => repr(rt, arg)),
        ...kwds.map(([name, value]) => `${name}=${repr(rt, value)}`),
      ].join(', ');
    },
  );
}
