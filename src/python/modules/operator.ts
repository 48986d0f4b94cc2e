import { newFields } from '../../objects';
import { lengthHint } from '../runtime/length-hints';
import type { NativeCall } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';
import type { Define } from './index';

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
    two(name, (a, b) => rt.binaryOperation(operation, a, b));
    if (name !== 'concat')
      two(`i${name.replace('_', '')}`, (a, b) => rt.binaryOperation(operation, a, b, true));
  }
  two('iconcat', (a, b) => rt.binaryOperation('add', a, b, true));
  for (const [name, sign] of Object.entries(UNARY)) one(name, (o) => rt.unary(sign, rt.I(o)));
  for (const [op, name] of COMPARISONS.entries()) two(name, (a, b) => rt.richCompare(op, a, b));
  one('abs', (o) => rt.callMethod(o, '__abs__', []));
  define.call('length_hint', 1, 2, ([o, otherwise]) =>
    rt.count(lengthHint(rt, o!, otherwise === undefined ? 0 : rt.number(otherwise))),
  );
  one('not_', (o) => rt.bool(!rt.truth(o)));
  one('truth', (o) => rt.bool(rt.truth(o)));
  // To 3.9 an int of a subclass is given back as it is.
  one('index', (o) => {
    const index = rt.indexObject(o);
    if (rt.minor <= 9) return index;
    const plain = rt.sameInt(index);
    rt.py.decref(index);
    return plain;
  });
  two('is_', (a, b) => rt.bool(a === b));
  two('is_not', (a, b) => rt.bool(a !== b));
  two('contains', (a, b) => rt.bool(rt.hasItem(a, b)));
  two('getitem', (a, b) => rt.getItem(a, b));
  define.call('setitem', 3, 3, ([o, key, value]) => {
    rt.setItem(o!, key!, value!);
    return rt.N();
  });
  two('delitem', (o, key) => {
    rt.deleteItem(o, key);
    return rt.N();
  });
  two('countOf', (o, item) => {
    let count = 0;
    eachItem(rt, o, (each) => {
      if (rt.equal(each, item)) count++;
      return true;
    });
    return rt.count(count);
  });
  two('indexOf', (o, item) => {
    let index = -1;
    let at = 0;
    eachItem(rt, o, (each) => {
      if (rt.equal(each, item)) index = at;
      at++;
      return index < 0;
    });
    if (index < 0) rt.valueError('sequence.index(x): x not in sequence');
    return rt.count(index);
  });
  installItemGetter(rt, define);
  installAttrGetter(rt, define);
  installMethodCaller(rt, define);
}

/** Goes over an iterable as long as `each` says so. */
function eachItem(rt: Runtime, o: number, each: (item: number) => boolean): void {
  const it = rt.getIter(o);
  try {
    for (let item = rt.next(it), more = true; item !== 0; item = more ? rt.next(it) : 0) {
      more = each(item);
      rt.py.decref(item);
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
    if (keywords?.length) rt.typeError(`${name}() takes no keyword arguments`);
    const [self, o] = args;
    if (args.length !== 2) rt.typeError(`${name} expected 1 argument, got ${args.length - 1}`);
    return call(self!, o!);
  };
  rt.method(type, '__call__', 0, -1, onCall, true);
  rt.method(type, '__repr__', 0, 0, ([self]) => rt.str(`operator.${name}(${shown(self!)})`));
}

function installItemGetter(rt: Runtime, define: Define): void {
  const { py } = rt;
  const wanted = (self: number): number[] => {
    const item = py.load(self + ItemGetter.ITEM);
    return py.get(self + ItemGetter.NITEMS) === 1 ? [item] : rt.tupleItems(item);
  };
  callableType(
    rt,
    define,
    'itemgetter',
    (args, keywords) => {
      if (keywords.length > 0) rt.typeError('itemgetter() takes no keyword arguments');
      if (args.length === 0) rt.typeError('itemgetter expected 1 argument, got 0');
      const item = args.length === 1 ? rt.I(args[0]!) : rt.tuple(args.map(rt.I));
      const op = newFields(py, 'operator.itemgetter', { item });
      py.decref(item);
      py.set(op + ItemGetter.NITEMS, args.length);
      return op;
    },
    (self, o) => {
      const items = wanted(self);
      return items.length === 1
        ? rt.getItem(o, items[0]!)
        : rt.tuple(items.map((item) => rt.getItem(o, item)));
    },
    (self) =>
      wanted(self)
        .map((item) => rt.repr(item))
        .join(', '),
  );
}

function installAttrGetter(rt: Runtime, define: Define): void {
  const { py } = rt;
  const attributes = (self: number): number[] => rt.tupleItems(py.load(self + AttrGetter.ATTR));
  const path = (attribute: number): number[] =>
    rt.isTuple(attribute) ? rt.tupleItems(attribute) : [attribute];
  const get = (o: number, attribute: number): number => {
    let value = rt.I(o);
    for (const name of path(attribute)) {
      const next = rt.getAttribute(value, name);
      py.decref(value);
      value = next;
    }
    return value;
  };
  callableType(
    rt,
    define,
    'attrgetter',
    (args, keywords) => {
      if (keywords.length > 0) rt.typeError('attrgetter() takes no keyword arguments');
      if (args.length === 0) rt.typeError('attrgetter expected 1 argument, got 0');
      for (const name of args) if (!rt.isStr(name)) rt.typeError('attribute name must be a string');
      const attr = rt.tuple(
        args.map((word) => {
          const names = rt.text(word).split('.');
          const words = names.map((name) => rt.I(rt.name(name)));
          return words.length === 1 ? words[0]! : rt.tuple(words);
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
        : rt.tuple(all.map((attribute) => get(o, attribute)));
    },
    (self) =>
      attributes(self)
        .map((attribute) => {
          const names = path(attribute).map((name) => rt.text(name));
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
        rt.typeError('methodcaller needs at least one argument, the method name');
      if (!rt.isStr(name!)) rt.typeError('method name must be a string');
      const args = rt.tuple(rest.map(rt.I));
      const kwds = rt.packDict(keywords);
      const op = newFields(py, 'operator.methodcaller', {
        name: rt.name(rt.text(name!)),
        args,
        kwds,
      });
      py.decref(args);
      py.xdecref(kwds);
      return op;
    },
    (self, o) => {
      const method = rt.getAttribute(o, py.load(self + MethodCaller.NAME));
      try {
        const kwds = py.load(self + MethodCaller.KWDS);
        return rt.callPacked(method, py.load(self + MethodCaller.ARGS), rt.keywordsOf(kwds));
      } finally {
        py.decref(method);
      }
    },
    (self) => {
      const args = py.load(self + MethodCaller.ARGS);
      const kwds = rt.keywordsOf(py.load(self + MethodCaller.KWDS)) ?? [];
      return [
        rt.repr(py.load(self + MethodCaller.NAME)),
        ...rt.tupleItems(args).map((arg) => rt.repr(arg)),
        ...kwds.map(([name, value]) => `${name}=${rt.repr(value)}`),
      ].join(', ');
    },
  );
}
