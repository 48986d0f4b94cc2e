import { Weakref } from '../../objects/structs';
import {
  PyWeakref_GetObject,
  PyWeakref_NewProxy,
  PyWeakref_NewRef,
  weakrefListWord,
  weakrefsOf,
} from '../../objects/weakrefobject';
import { callBorrowed } from '../objects/call';
import { callMethod } from '../objects/call-method';
import { getAttr } from '../objects/getattr';
import { builtinHash } from '../objects/hash';
import { getIter, isIterator, iterNext } from '../objects/iter';
import { lengthOf } from '../objects/length';
import { builtinRepr, qualifiedName, strOf } from '../objects/repr';
import { setAttr } from '../objects/setattr';
import { contains, deleteItem, setItem } from '../objects/store-subscript';
import { subclassedRef } from '../objects/subclassed-ref';
import { getItem } from '../objects/subscript';
import { truth } from '../objects/truth';
import { defineGetSet, defineInit, defineMethod, defineNew, slotsOf } from '../runtime/define';
import { raiseError, typeError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import { holding, newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { typeName } from '../runtime/type-checks';
import { newBool, newList, newSsize, newStr } from '../runtime/values';

import type { Define } from './define';

/** `_weakref`: references, proxies, how many there are. */
export function weakrefModule(rt: Runtime, define: Define): void {
  const { py } = rt;
  define.call('getweakrefcount', 1, 1, ([o]) => newSsize(rt, weakrefsOf(py, o!).length));
  define.call('getweakrefs', 1, 1, ([o]) =>
    newList(
      rt,
      weakrefsOf(py, o!).map((op) => newRef(rt, op)),
    ),
  );
  define.call('proxy', 1, 2, ([o, callback]) =>
    newProxy(rt, o!, callback === py.none ? 0 : (callback ?? 0)),
  );
  define.value('ref', newRef(rt, py.type('weakref')));
  define.value('ReferenceType', newRef(rt, py.type('weakref')));
  define.value('ProxyType', newRef(rt, py.type('weakproxy')));
  define.value('CallableProxyType', newRef(rt, py.type('weakcallableproxy')));
}

function refuse(rt: Runtime, o: number): never {
  return typeError(
    rt,
    `cannot create weak reference to '${qualifiedName(rt, rt.py.typeOf(o)).replace(/^__main__\./, '')}' object`,
  );
}

/** `weakref.proxy(o)`: a reference without a callback is made once. */
function newProxy(rt: Runtime, o: number, callback: number): number {
  const { py } = rt;
  if (weakrefListWord(py, o) === 0) refuse(rt, o);
  const callable = special(rt, py.typeOf(o), '__call__') !== 0;
  const proxy = py.type(callable ? 'weakcallableproxy' : 'weakproxy');
  return PyWeakref_NewProxy(py, o, proxy, callback);
}

/** The types `weakref` and `weakproxy`. */
export function installWeakrefs(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('weakref');
  defineNew(rt, type, (cls, args, keywords) => {
    const [o, callback] = args;
    if (cls === type && keywords?.length) typeError(rt, 'ref() takes no keyword arguments');
    if (cls === type && args.length > 2)
      typeError(rt, `__new__ expected at most 2 arguments, got ${args.length}`);
    if (o === undefined) typeError(rt, '__new__ expected at least 1 argument, got 0');
    if (weakrefListWord(py, o!) === 0) refuse(rt, o!);
    if (cls === type) return PyWeakref_NewRef(py, o!, callback === py.none ? 0 : (callback ?? 0));
    return subclassedRef(rt, cls, o!, callback === py.none ? 0 : (callback ?? 0));
  });
  defineInit(rt, type, () => {});
  const referent = (ref: number): number => PyWeakref_GetObject(py, ref);
  defineMethod(rt, type, '__call__', 0, 0, ([ref]) => newRef(rt, referent(ref!)));
  defineMethod(rt, type, '__init__', 0, 2, () => newNone(rt));
  defineMethod(rt, type, '__hash__', 0, 0, ([ref]) => newSsize(rt, builtinHash(rt, ref!)));
  defineMethod(rt, type, '__repr__', 0, 0, ([ref]) => newStr(rt, builtinRepr(rt, ref!)));
  defineGetSet(rt, type, '__callback__', (ref) =>
    newRef(rt, py.load(ref + Weakref.CALLBACK) || py.none),
  );
  const live = (ref: number): number => {
    const o = referent(ref);
    if (o === py.none)
      raiseError(rt, 'ReferenceError', 'weakly-referenced object no longer exists');
    return o;
  };
  const proxies = [py.type('weakproxy'), py.type('weakcallableproxy')];
  for (const proxy of proxies) installProxy(rt, proxy, live);
  rt.proxied = (o) => (proxies.includes(py.typeOf(o)) ? live(o) : o);
}

function installProxy(rt: Runtime, type: number, live: (ref: number) => number): void {
  defineMethod(rt, type, '__getattribute__', 1, 1, ([ref, name]) => getAttr(rt, live(ref!), name!));
  defineMethod(rt, type, '__setattr__', 2, 2, ([ref, name, v]) => {
    setAttr(rt, live(ref!), name!, v!);
    return newNone(rt);
  });
  defineMethod(rt, type, '__str__', 0, 0, ([ref]) => newStr(rt, strOf(rt, live(ref!))));
  defineMethod(rt, type, '__len__', 0, 0, ([ref]) => newSsize(rt, lengthOf(rt, live(ref!))));
  const slots = slotsOf(rt, type);
  slots.getItem = (ref, key) => getItem(rt, live(ref), key);
  slots.setItem = (ref, key, v) => setItem(rt, live(ref), key, v);
  slots.deleteItem = (ref, key) => deleteItem(rt, live(ref), key);
  slots.contains = (ref, item) => contains(rt, live(ref), item);
  slots.iter = (ref) => getIter(rt, live(ref));
  slots.next = (ref) => {
    const o = live(ref);
    if (!isIterator(rt, o))
      typeError(rt, `Weakref proxy referenced a non-iterator '${typeName(rt, o)}' object`);
    return holding(rt, [o], () => iterNext(rt, o));
  };
  for (const name of ['__reversed__', '__bytes__'])
    defineMethod(rt, type, name, 0, 0, ([ref]) => callMethod(rt, live(ref!), name, []));
  defineMethod(rt, type, '__bool__', 0, 0, ([ref]) => newBool(rt, truth(rt, live(ref!))));
  if (type !== rt.py.type('weakcallableproxy')) return;
  defineMethod(
    rt,
    type,
    '__call__',
    0,
    -1,
    ([ref, ...args], keywords) => callBorrowed(rt, live(ref!), args, keywords),
    true,
  );
}
