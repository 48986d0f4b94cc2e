import { newFields, PyMethod_New } from '../../objects/field-objects';
import { PyObject_GenericGetDict } from '../../objects/instances';
import { Descr, Wrapper } from '../../objects/structs';
import { weakrefListWord } from '../../objects/weakrefobject';
import { NATIVE_INDEX } from '../runtime/define';
import { asText, raiseError } from '../runtime/errors';
import { special, userSpecial } from '../runtime/lookup';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isNativeMethod, isType, typeName } from '../runtime/type-checks';
import { isStaticObject } from '../runtime/values';
import { emptySlot } from './attribute-errors';
import { callBorrowed, callWords } from './call';
import { bindSuper } from './super';

/*
 * Descriptors: what the attribute of a class is for an object (`tp_descr_get` in Objects/descrobject.c), and calls of methods found in a class.
 */

/** `tp_descr_get`: what a class's attribute is for an object, or for the class itself (`o` 0). */
export function bind(rt: Runtime, descriptor: number, o: number, type: number): number {
  return bindAs(rt, rt.py.typeOf(descriptor), descriptor, o, type);
}

function bindAs(rt: Runtime, kind: number, descriptor: number, o: number, type: number): number {
  const { py } = rt;
  switch (kind) {
    case rt.functionType:
      return o === 0 ? newRef(rt, descriptor) : PyMethod_New(py, descriptor, o);
    case rt.methodDescriptor:
      return o === 0 ? newRef(rt, descriptor) : boundNative(rt, descriptor, o);
    case rt.wrapperDescriptor:
      return o === 0
        ? newRef(rt, descriptor)
        : newFields(py, 'method-wrapper', { descr: descriptor, self: o });
    case rt.classMethodDescriptor:
      return boundNative(rt, descriptor, type);
    case rt.getsetType:
      return o === 0 ? newRef(rt, descriptor) : readGetset(rt, descriptor, o);
    case rt.memberType: {
      if (o === 0) return newRef(rt, descriptor);
      if (isStaticObject(rt, descriptor)) return readGetset(rt, descriptor, o);
      const value = py.load(o + (py.get(descriptor + py.memberOffset) >> 2));
      if (value === 0) emptySlot(rt, o, py.load(descriptor + Descr.NAME));
      return newRef(rt, value);
    }
    case rt.propertyType: {
      if (o === 0) return newRef(rt, descriptor);
      const getter = py.load(descriptor + Wrapper.CALLABLE);
      if (getter === 0 || getter === py.none) {
        const name = nameOfProperty(rt, descriptor);
        return raiseError(
          rt,
          'AttributeError',
          rt.messages.noAccessor(name, typeName(rt, o), 'getter'),
        );
      }
      return callBorrowed(rt, getter, [o]);
    }
    case py.type('classmethod'): {
      const callable = py.load(descriptor + Wrapper.CALLABLE);
      return PyMethod_New(py, callable, type);
    }
    case py.type('staticmethod'):
      return newRef(rt, py.load(descriptor + Wrapper.CALLABLE));
    case py.type('functools._lru_cache_wrapper'):
      return o === 0 ? newRef(rt, descriptor) : PyMethod_New(py, descriptor, o);
    case rt.tupleGetterType:
      return o === 0 ? newRef(rt, descriptor) : rt.tupleField(descriptor, o);
    case rt.superType:
      return bindSuper(rt, descriptor, o);
    default: {
      if (!isHeapType(rt, kind)) return newRef(rt, descriptor);
      const get = special(rt, kind, '__get__');
      if (get === 0) return newRef(rt, descriptor);
      // A class built on `property` and its like binds as that does.
      if (userSpecial(rt, descriptor, '__get__') === 0)
        return bindAs(rt, py.builtinBase(kind), descriptor, o, type);
      return callSpecial(rt, get, descriptor, [
        newRef(rt, o === 0 ? py.none : o),
        newRef(rt, type),
      ]);
    }
  }
}

/** What its class calls a property (3.10 on); '' where none does. */
export function nameOfProperty(rt: Runtime, property: number): string {
  const known = rt.py.structs.find('propertyobject', 'prop_name');
  const word = known === undefined ? 0 : rt.py.load(property + (known >> 2));
  return word === 0 ? '' : asText(rt, word);
}

/** A built-in method bound to its object. */
export function boundNative(rt: Runtime, descriptor: number, o: number): number {
  const { py } = rt;
  const op = newFields(py, 'builtin_function_or_method', { m_self: o });
  py.set(op + NATIVE_INDEX, py.get(descriptor + py.memberOffset));
  return op;
}

function readGetset(rt: Runtime, descriptor: number, o: number): number {
  const index = rt.py.get(descriptor + rt.py.memberOffset);
  if (index > 0) return rt.getsets[index - 1]!.get(o);
  // Those that a class statement makes.
  if (asText(rt, rt.py.load(descriptor + Descr.NAME)) !== '__dict__') return weakrefOf(rt, o);
  // Of a class the proxy that `type` gives.
  return isType(rt, o)
    ? bind(rt, special(rt, rt.typeType, '__dict__'), o, rt.typeType)
    : PyObject_GenericGetDict(rt.py, o);
}

/** Calls a borrowed method found in a class with an object; takes the arguments over. */
export function callMethodWord(rt: Runtime, method: number, self: number, args: number[]): number {
  const { py } = rt;
  const type = py.typeOf(method);
  // To 3.10 the caller's reference to the object is enough (`vectorcall_unbound`).
  if (rt.framesAreObjects && type === rt.functionType)
    return rt.callFunction(rt, method, [self, ...args], undefined, 1, true);
  if (type === rt.functionType) return callWords(rt, method, [newRef(rt, self), ...args]);
  if (isNativeMethod(rt, method)) {
    try {
      return callBorrowed(rt, method, [self, ...args]);
    } finally {
      for (const arg of args) py.decref(arg);
    }
  }
  const bound = bind(rt, method, self, py.typeOf(self));
  try {
    return callWords(rt, bound, args);
  } finally {
    py.decref(bound);
  }
}

/** The same with everything borrowed. */
export function callMethodBorrowed(
  rt: Runtime,
  method: number,
  self: number,
  args: readonly number[],
): number {
  return isNativeMethod(rt, method)
    ? callBorrowed(rt, method, [self, ...args])
    : callMethodWord(
        rt,
        method,
        self,
        args.map((op) => newRef(rt, op)),
      );
}

/** `_PyObject_LookupSpecial` and a call: a bound method holds the object; takes the arguments over. */
export function callSpecial(rt: Runtime, method: number, self: number, args: number[]): number {
  const native = rt.py.typeOf(method) === rt.methodDescriptor;
  const bound = native ? boundNative(rt, method, self) : newRef(rt, self);
  try {
    return callMethodWord(rt, method, self, args);
  } finally {
    rt.py.decref(bound);
  }
}

/** The bound native method that C code makes to call a special method once; 0 when there is none. */
export function boundSpecial(rt: Runtime, o: number, name: string): number {
  const method = special(rt, rt.py.typeOf(o), name);
  const isNative = method !== 0 && rt.py.typeOf(method) === rt.methodDescriptor;
  return isNative ? boundNative(rt, method, o) : 0;
}

/** Calls a method of an object, which it takes over. */
export function callGiven(rt: Runtime, method: number, self: number): number {
  try {
    return callMethodWord(rt, method, self, []);
  } finally {
    rt.py.decref(self);
  }
}

function weakrefOf(rt: Runtime, o: number): number {
  const word = weakrefListWord(rt.py, o);
  const ref = word === 0 ? 0 : rt.py.load(word);
  return ref === 0 ? newNone(rt) : newRef(rt, ref);
}
