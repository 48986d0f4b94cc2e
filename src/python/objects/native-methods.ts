import { hashPointer } from '../../objects/hash';
import { Descr, MethodWrapper } from '../../objects/structs';
import {
  defineGetSet,
  defineMethod,
  NATIVE_INDEX,
  nativeOf,
  nativeOfDescriptor,
  slotsOf,
} from '../runtime/define';
import { asText, typeError } from '../runtime/errors';
import type { Native } from '../runtime/native';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { CompareOp } from '../runtime/slots';
import { isSubtype, isType, nameOfType, typeName } from '../runtime/type-checks';
import { dictGet, newStr } from '../runtime/values';
import { bind } from './bind';
import { callBorrowed } from './call';
import { setThroughDescriptor } from './setattr';

/*
 * Native functions and methods as objects, bound and not (Objects/methodobject.c, descrobject.c).
 */

/** `Class.name` of a descriptor. */
function qualifiedName(rt: Runtime, descriptor: number): string {
  const { py } = rt;
  const owner = nameOfType(rt, py.load(descriptor + Descr.TYPE));
  return `${owner}.${asText(rt, py.load(descriptor + Descr.NAME))}`;
}

export function installNativeMethods(rt: Runtime): void {
  installFunctionType(rt);
  installMethodWrapper(rt);
  const { py } = rt;
  const native = [rt.methodDescriptor, rt.wrapperDescriptor, rt.classMethodDescriptor];
  for (const type of [...native, rt.memberType, rt.getsetType]) {
    defineGetSet(rt, type, '__name__', (o) => newRef(rt, py.load(o + Descr.NAME)));
    defineGetSet(rt, type, '__objclass__', (o) => newRef(rt, py.load(o + Descr.TYPE)));
    defineGetSet(rt, type, '__qualname__', (o) => newStr(rt, qualifiedName(rt, o)));
    if (native.includes(type))
      defineGetSet(rt, type, '__doc__', (o) => newStr(rt, nativeDoc(nativeOfDescriptor(rt, o))));
    defineMethod(rt, type, '__get__', 1, 2, ([d, o, cls]) => {
      const none = cls === undefined || cls === py.none;
      if (o === py.none && none) typeError(rt, '__get__(None, None) is invalid');
      if (type === rt.classMethodDescriptor) {
        const owner = none ? py.typeOf(o!) : cls;
        checkClass(rt, d!, owner);
        return bind(rt, d!, 0, owner);
      }
      if (o === py.none) return newRef(rt, d!);
      checkOwner(rt, d!, o!);
      return bind(rt, d!, o!, py.typeOf(o!));
    });
    if (native.includes(type)) continue;
    defineMethod(rt, type, '__set__', 2, 2, ([d, o, value]) => {
      checkOwner(rt, d!, o!);
      setThroughDescriptor(rt, d!, o!, py.load(d! + Descr.NAME), value!);
      return newNone(rt);
    });
    defineMethod(rt, type, '__delete__', 1, 1, ([d, o]) => {
      checkOwner(rt, d!, o!);
      setThroughDescriptor(rt, d!, o!, py.load(d! + Descr.NAME), 0);
      return newNone(rt);
    });
  }
  for (const type of native) installCall(rt, type);
}

/** `classmethod_get`. */
function checkClass(rt: Runtime, descriptor: number, cls: number): void {
  const owner = rt.py.load(descriptor + Descr.TYPE);
  const name = asText(rt, rt.py.load(descriptor + Descr.NAME));
  const of = nameOfType(rt, owner);
  if (!isType(rt, cls)) typeError(rt, rt.messages.classMethodOfNoType(name, of, typeName(rt, cls)));
  if (!isSubtype(rt, cls, owner))
    typeError(
      rt,
      `descriptor '${name}' requires a subtype of '${of}' but received '${nameOfType(rt, cls)}'`,
    );
}

/** `descr_check`. */
function checkOwner(rt: Runtime, descriptor: number, o: number): void {
  const { py } = rt;
  const owner = py.load(descriptor + Descr.TYPE);
  if (isSubtype(rt, py.typeOf(o), owner)) return;
  const name = asText(rt, py.load(descriptor + Descr.NAME));
  typeError(
    rt,
    `descriptor '${name}' for '${nameOfType(rt, owner)}' objects doesn't apply to a '${typeName(rt, o)}' object`,
  );
}

function installCall(rt: Runtime, type: number): void {
  defineMethod(
    rt,
    type,
    '__call__',
    0,
    -1,
    ([f, ...args], keywords) => callBorrowed(rt, f!, args, keywords),
    true,
  );
}

/** The docstring of a native function: how it is called. CPython's own sentences are not here. */
function nativeDoc({ name, min, max }: Native): string {
  return `${name}(${min === 0 && max === 0 ? '' : '...'})`;
}

function installFunctionType(rt: Runtime): void {
  const { py, nativeType: type } = rt;
  defineGetSet(rt, type, '__name__', (o) => newStr(rt, nativeOf(rt, o).name));
  const selfOf = (o: number): number => py.load(o + rt.nativeSelf);
  const moduleName = (o: number): string => nativeOf(rt, o).owner ?? 'builtins';
  defineGetSet(rt, type, '__qualname__', (o) => {
    const { name, method } = nativeOf(rt, o);
    const self = method ? selfOf(o) : 0;
    if (self === 0) return newStr(rt, name);
    return newStr(rt, `${nameOfType(rt, isType(rt, self) ? self : py.typeOf(self))}.${name}`);
  });
  defineGetSet(rt, type, '__self__', (o) => {
    const self = selfOf(o);
    const holder = self === 0 ? dictGet(rt, rt.modules, moduleName(o)) : self;
    return newRef(rt, holder || py.none);
  });
  defineGetSet(rt, type, '__doc__', (o) => newStr(rt, nativeDoc(nativeOf(rt, o))));
  defineGetSet(rt, type, '__module__', (o) =>
    nativeOf(rt, o).method ? newNone(rt) : newStr(rt, moduleName(o)),
  );
  installCall(rt, type);
  const slots = slotsOf(rt, type);
  slots.compare = (op, a, b) => {
    if ((op !== CompareOp.EQ && op !== CompareOp.NE) || py.typeOf(b) !== type) return null;
    const same = selfOf(a) === selfOf(b) && nativeOf(rt, a) === nativeOf(rt, b);
    return same === (op === CompareOp.EQ);
  };
  slots.hash = (o) => hashPointer(py, selfOf(o)) ^ py.get(o + NATIVE_INDEX);
}

function installMethodWrapper(rt: Runtime): void {
  const { py, methodWrapper: type } = rt;
  const descriptorOf = (o: number): number => py.load(o + MethodWrapper.DESCRIPTOR);
  defineGetSet(rt, type, '__name__', (o) => newRef(rt, py.load(descriptorOf(o) + Descr.NAME)));
  defineGetSet(rt, type, '__qualname__', (o) => newStr(rt, qualifiedName(rt, descriptorOf(o))));
  defineGetSet(rt, type, '__objclass__', (o) => newRef(rt, py.load(descriptorOf(o) + Descr.TYPE)));
  defineGetSet(rt, type, '__self__', (o) => newRef(rt, py.load(o + MethodWrapper.SELF)));
  defineGetSet(rt, type, '__doc__', () => newNone(rt));
  installCall(rt, type);
  const slots = slotsOf(rt, type);
  slots.compare = (op, a, b) => {
    if ((op !== CompareOp.EQ && op !== CompareOp.NE) || py.typeOf(b) !== type) return null;
    const same =
      descriptorOf(a) === descriptorOf(b) &&
      py.load(a + MethodWrapper.SELF) === py.load(b + MethodWrapper.SELF);
    return same === (op === CompareOp.EQ);
  };
  slots.hash = (o) => {
    const low = hashPointer(py, descriptorOf(o));
    const high = py.hashHigh;
    const self = hashPointer(py, py.load(o + MethodWrapper.SELF));
    py.hashHigh ^= high;
    return low ^ self;
  };
}
