import type { ThreadedName } from '../compile/operations';
import { boundTo, dispatch } from '../objects/call';
import { codeOf } from '../objects/frame';
import type { Wait } from '../os/wait';
import { collectIfDue } from '../runtime/collect';
import { nativeOf } from '../runtime/define';
import { type Site, special } from '../runtime/lookup';
import type { Keywords } from '../runtime/native';
import { isLent, type Runtime } from '../runtime/runtime';
import { callFunction, enterCall } from './call-function';
import type * as calls from './call-operations';
import {
  boundAttr,
  invokeMethod,
  methodOf,
  splitKeywords,
  spreadArguments,
} from './call-operations';
import { enterContext } from './with';

/** A call that may stop to wait. */
type Call = Generator<Wait, number, void>;

/*
 * Calls as compiled code makes them in threads: Python functions run in the form that stops where it has
 * to wait, native ones that wait say for what. What C code calls in between (a key function, a `__del__`)
 * runs to its end, as elsewhere. Each function is the one of call-operations.ts with its name.
 */

function* threadedCallFunction(
  rt: Runtime,
  func: number,
  args: number[],
  keywords: Keywords | undefined,
  mask: number,
): Call {
  const code = codeOf(rt, func);
  if (!code.thread) return callFunction(rt, func, args, keywords, mask);
  const { frame, locals, drop } = enterCall(rt, func, code, args, keywords, mask);
  try {
    return yield* code.thread()(frame, ...locals);
  } finally {
    drop();
  }
}

function* threadedDispatch(
  rt: Runtime,
  f: number,
  args: number[],
  keywords: Keywords | undefined,
  mask: number,
  packed = 0,
): Call {
  const type = rt.py.typeOf(f);
  if (type === rt.functionType) return yield* threadedCallFunction(rt, f, args, keywords, mask);
  if (type === rt.methodType) {
    const [func, self] = boundTo(rt, f);
    const lent = (mask << 1) | (rt.framesAreObjects ? 1 : 0);
    return yield* threadedDispatch(rt, func, [self, ...args], keywords, lent);
  }
  const waiting = type === rt.nativeType ? nativeOf(rt, f).waiting : undefined;
  if (!waiting) return dispatch(rt, f, args, keywords, mask, packed);
  try {
    const wait = waiting.begin(args);
    if (!wait.ready()) yield wait;
    return waiting.end(wait);
  } finally {
    for (let i = 0; i < args.length; i++) if (!isLent(mask, i)) rt.py.decref(args[i]!);
  }
}

export function* threadedCallStack(
  rt: Runtime,
  f: number,
  args: number[],
  keywords: Keywords | undefined,
  mask: number,
  packed = 0,
): Call {
  try {
    return yield* threadedDispatch(rt, f, args, keywords, mask >> 1, packed);
  } finally {
    rt.py.decref(f);
    if (rt.py.gc.scheduled && !rt.dead) collectIfDue(rt);
  }
}

function* threadedCallEx(rt: Runtime, f: number, args: number, kwargs: number): Call {
  const { items, keywords, mask, packed, early, drop } = spreadArguments(rt, f, args, kwargs);
  if (early) drop();
  try {
    return yield* threadedCallStack(rt, f, items, keywords, mask, packed);
  } finally {
    if (!early) drop();
  }
}

function* threadedInvokeMethod(
  rt: Runtime,
  o: number,
  site: Site,
  args: number[],
  keywords: Keywords | undefined,
  mask: number,
): Call {
  const descriptor = methodOf(rt, o, rt.py.typeOf(o), site);
  if (descriptor === 0) {
    const f = boundAttr(rt, o, site, args, keywords, mask);
    return yield* threadedCallStack(rt, f, args, keywords, mask & ~1);
  }
  if (rt.py.typeOf(descriptor) !== rt.functionType) {
    return invokeMethod(rt, site, [o, ...args], keywords, mask);
  }
  try {
    return yield* threadedCallFunction(rt, descriptor, [o, ...args], keywords, mask);
  } finally {
    if (rt.py.gc.scheduled && !rt.dead) collectIfDue(rt);
  }
}

/** `__enter__`, as of a lock. */
function* threadedEnter(rt: Runtime, manager: number): Call {
  const method = special(rt, rt.py.typeOf(manager), '__enter__');
  if (rt.py.typeOf(method) !== rt.functionType) return enterContext(rt, manager, false);
  return yield* threadedCallFunction(rt, method, [manager], undefined, 0);
}

/** An operation that calls something, with the operands of the one that does not stop. */
type Threaded = {
  readonly [N in keyof typeof calls & ThreadedName]: (
    ...operands: Parameters<(typeof calls)[N]>
  ) => Call;
};

/** The forms for threads of the operations that call something. */
export const THREADED: Threaded & Record<ThreadedName, unknown> = {
  call0: (rt, f, mask) => threadedCallStack(rt, f, [], undefined, mask),
  call1: (rt, f, a, mask) => threadedCallStack(rt, f, [a], undefined, mask),
  call2: (rt, f, a, b, mask) => threadedCallStack(rt, f, [a, b], undefined, mask),
  call3: (rt, f, a, b, c, mask) => threadedCallStack(rt, f, [a, b, c], undefined, mask),
  callV: (rt, f, args, mask) => threadedCallStack(rt, f, args, undefined, mask),
  callKw: (rt, f, values, names, mask) => {
    const { args, keywords, lent } = splitKeywords(rt, values, names, mask);
    return threadedCallStack(rt, f, args, keywords, lent);
  },
  callEx: threadedCallEx,
  m0: (rt, o, site, mask) => threadedInvokeMethod(rt, o, site, [], undefined, mask),
  m1: (rt, o, site, a, mask) => threadedInvokeMethod(rt, o, site, [a], undefined, mask),
  m2: (rt, o, site, a, b, mask) => threadedInvokeMethod(rt, o, site, [a, b], undefined, mask),
  m3: (rt, o, site, a, b, c, mask) => threadedInvokeMethod(rt, o, site, [a, b, c], undefined, mask),
  mV: (rt, o, site, args, mask) => threadedInvokeMethod(rt, o, site, args, undefined, mask),
  mKw: (rt, o, site, values, names, mask) => {
    const { args, keywords, lent } = splitKeywords(rt, values, names, mask);
    return threadedInvokeMethod(rt, o, site, args, keywords, lent);
  },
  enterContext: threadedEnter,
};
