import { PyWeakref_GetObject, PyWeakref_NewRef, weakrefListWord, weakrefsOf } from '../../objects';
import type { Runtime } from '../runtime/runtime';
import type { Define } from './index';

/** `_weakref`: references, proxies, how many there are. */
export function weakrefModule(rt: Runtime, define: Define): void {
  const { py } = rt;
  define.call('getweakrefcount', 1, 1, ([o]) => rt.count(weakrefsOf(py, o!).length));
  define.call('getweakrefs', 1, 1, ([o]) => rt.list(weakrefsOf(py, o!).map(rt.I)));
  define.call('proxy', 1, 2, ([o, callback]) =>
    newProxy(rt, o!, callback === py.none ? 0 : (callback ?? 0)),
  );
  define.value('ref', rt.I(py.type('weakref')));
  define.value('ReferenceType', rt.I(py.type('weakref')));
  define.value('ProxyType', rt.I(py.type('weakproxy')));
  define.value('CallableProxyType', rt.I(py.type('weakcallableproxy')));
}

function refuse(rt: Runtime, o: number): never {
  return rt.typeError(
    `cannot create weak reference to '${rt.qualifiedName(rt.py.typeOf(o)).replace(/^__main__\./, '')}' object`,
  );
}

/** `weakref.proxy(o)`: a reference without a callback is made once. */
function newProxy(rt: Runtime, o: number, callback: number): number {
  const { py } = rt;
  if (weakrefListWord(py, o) === 0) refuse(rt, o);
  const callable = rt.special(py.typeOf(o), '__call__') !== 0;
  const proxy = py.type(callable ? 'weakcallableproxy' : 'weakproxy');
  if (callback === 0) {
    const known = weakrefsOf(py, o).find(
      (ref) => py.typeOf(ref) === proxy && py.load(ref + 6) === 0,
    );
    if (known !== undefined) return rt.I(known);
  }
  // Made as a reference with a callback, so that it is not the object's basic one.
  const marker = rt.nativeMarker;
  const op = PyWeakref_NewRef(py, o, callback || marker);
  py.store(op + 2, proxy);
  if (callback === 0) {
    py.store(op + 6, 0);
    py.decref(marker);
  }
  return op;
}

/** The types `weakref` and `weakproxy`. */
export function installWeakrefs(rt: Runtime): void {
  const { py } = rt;
  const type = py.type('weakref');
  rt.news.set(type, (cls, args) => {
    const [o, callback] = args;
    if (o === undefined) rt.typeError('__new__ expected at least 1 argument, got 0');
    if (weakrefListWord(py, o!) === 0) refuse(rt, o!);
    if (cls === type) return PyWeakref_NewRef(py, o!, callback === py.none ? 0 : (callback ?? 0));
    return rt.subclassedRef(cls, o!, callback === py.none ? 0 : (callback ?? 0));
  });
  rt.inits.set(type, () => {});
  const referent = (ref: number): number => PyWeakref_GetObject(py, ref);
  rt.method(type, '__call__', 0, 0, ([ref]) => rt.I(referent(ref!)));
  rt.method(type, '__init__', 0, 2, () => rt.N());
  rt.method(type, '__hash__', 0, 0, ([ref]) => rt.count(rt.hash(ref!)));
  rt.method(type, '__repr__', 0, 0, ([ref]) => rt.str(rt.builtinRepr(ref!)));
  rt.getset(type, '__callback__', (ref) => rt.I(py.load(ref + 6) || py.none));
  const live = (ref: number): number => {
    const o = referent(ref);
    if (o === py.none) rt.raise_('ReferenceError', 'weakly-referenced object no longer exists');
    return o;
  };
  const proxies = [py.type('weakproxy'), py.type('weakcallableproxy')];
  for (const proxy of proxies) installProxy(rt, proxy, live);
  rt.proxied = (o) => (proxies.includes(py.typeOf(o)) ? live(o) : o);
}

function installProxy(rt: Runtime, type: number, live: (ref: number) => number): void {
  rt.method(type, '__getattribute__', 1, 1, ([ref, name]) => rt.getAttribute(live(ref!), name!));
  rt.method(type, '__setattr__', 2, 2, ([ref, name, v]) => {
    rt.setAttribute(live(ref!), name!, v!);
    return rt.N();
  });
  rt.method(type, '__str__', 0, 0, ([ref]) => rt.str(rt.strOf(live(ref!))));
  rt.method(type, '__len__', 0, 0, ([ref]) => rt.count(rt.lengthOf(live(ref!))));
  rt.method(type, '__getitem__', 1, 1, ([ref, key]) => rt.getItem(live(ref!), key!));
  rt.method(type, '__setitem__', 2, 2, ([ref, key, v]) => {
    rt.setItem(live(ref!), key!, v!);
    return rt.N();
  });
  rt.method(type, '__contains__', 1, 1, ([ref, item]) => rt.bool(rt.hasItem(live(ref!), item!)));
  rt.method(type, '__iter__', 0, 0, ([ref]) => rt.getIter(live(ref!)));
  rt.method(type, '__bool__', 0, 0, ([ref]) => rt.bool(rt.truth(live(ref!))));
  if (type !== rt.py.type('weakcallableproxy')) return;
  rt.method(
    type,
    '__call__',
    0,
    -1,
    ([ref, ...args], keywords) => rt.callBorrowed(live(ref!), args, keywords),
    true,
  );
}
