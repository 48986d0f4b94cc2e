import { nativeOfDescriptor } from '../runtime/define';
import { typeError } from '../runtime/errors';
import { special } from '../runtime/lookup';
import type { Keywords } from '../runtime/native';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isNativeMethod, typeName } from '../runtime/type-checks';
import { bind } from './bind';
import { callBorrowed, callNative, callUnpacked, packing } from './call';
import { callType } from './instances';

/*
 * `tp_call` of types and of instances (Objects/typeobject.c).
 */

/** Calls a class. Its metaclass may have a `__call__`. Borrows all. */
export function callClass(
  rt: Runtime,
  type: number,
  args: number[],
  keywords: Keywords | undefined,
  packed: number,
): number {
  const { py } = rt;
  const meta = py.typeOf(type);
  if (meta !== rt.typeType && isHeapType(rt, meta)) {
    const call = special(rt, meta, '__call__');
    if (call !== 0 && !isNativeMethod(rt, call)) {
      return callSlot(rt, call, type, args, keywords, packed);
    }
  }
  return callType(rt, type, args, keywords, packed);
}

/** `tp_call` of other objects: a `__call__` of their type. */
export function callInstance(
  rt: Runtime,
  f: number,
  args: number[],
  keywords: Keywords | undefined,
  packed: number,
): number {
  const { py } = rt;
  const type = py.typeOf(f);
  const call = special(rt, type, '__call__');
  if (call === 0) typeError(rt, `'${typeName(rt, f)}' object is not callable`);
  if (isNativeMethod(rt, call))
    return callNative(rt, nativeOfDescriptor(rt, call), [f, ...args], keywords, packed);
  if (py.typeOf(call) === rt.functionType) return callSlot(rt, call, f, args, keywords, packed);
  const bound = bind(rt, call, f, type);
  try {
    return callBorrowed(rt, bound, args, keywords);
  } finally {
    py.decref(bound);
  }
}

/** `slot_tp_call`: a `__call__` of a class, everything borrowed. */
function callSlot(
  rt: Runtime,
  call: number,
  self: number,
  args: number[],
  keywords: Keywords | undefined,
  packed: number,
): number {
  const run = (): number => callUnpacked(rt, call, [self, ...args], keywords);
  return packed ? run() : packing(rt, args, keywords, run);
}
