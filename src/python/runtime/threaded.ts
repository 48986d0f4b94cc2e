import type { Wait } from '../os/wait';
import type { Keywords } from './native';
import type { Runtime } from './runtime';
import type { Site } from './runtime-lookup';

/** A call that may stop to wait. */
type Call = Generator<Wait, number, void>;

/**
 * Calls as compiled code makes them in threads: Python functions run in the form that stops where it has
 * to wait, native ones that wait say for what. What C code calls in between (a key function, a `__del__`)
 * runs to its end, as elsewhere. Each method is the one of RuntimeCalls with its name.
 */
export class ThreadedCalls {
  constructor(private readonly rt: Runtime) {}

  private *callFunction(
    func: number,
    args: number[],
    keywords: Keywords | undefined,
    mask: number,
  ): Call {
    const { rt } = this;
    const code = rt.codeOf(func);
    if (!code.thread) return rt.callFunction(func, args, keywords, mask);
    const { frame, locals, drop } = rt.enterCall(func, code, args, keywords, mask);
    try {
      return yield* code.thread()(frame, ...locals);
    } finally {
      drop();
    }
  }

  private *dispatch(
    f: number,
    args: number[],
    keywords: Keywords | undefined,
    mask: number,
    packed = 0,
  ): Call {
    const { rt } = this;
    const type = rt.py.typeOf(f);
    if (type === rt.functionType) return yield* this.callFunction(f, args, keywords, mask);
    if (type === rt.methodType) {
      const [func, self] = rt.boundTo(f);
      const lent = (mask << 1) | (rt.legacy ? 1 : 0);
      return yield* this.dispatch(func, [self, ...args], keywords, lent);
    }
    const waiting = type === rt.nativeType ? rt.nativeOf(f).waiting : undefined;
    if (!waiting) return rt.dispatch(f, args, keywords, mask, packed);
    try {
      const wait = waiting.begin(args);
      if (!wait.ready()) yield wait;
      return waiting.end(wait);
    } finally {
      for (let i = 0; i < args.length; i++) if (!(mask & (1 << i))) rt.py.decref(args[i]!);
    }
  }

  *callStack(
    f: number,
    args: number[],
    keywords: Keywords | undefined,
    mask: number,
    packed = 0,
  ): Call {
    const { rt } = this;
    try {
      return yield* this.dispatch(f, args, keywords, mask >> 1, packed);
    } finally {
      rt.py.decref(f);
      if (rt.gc.scheduled && !rt.dead) rt.collectIfDue();
    }
  }

  call0(f: number, mask: number): Call {
    return this.callStack(f, [], undefined, mask);
  }

  call1(f: number, a: number, mask: number): Call {
    return this.callStack(f, [a], undefined, mask);
  }

  call2(f: number, a: number, b: number, mask: number): Call {
    return this.callStack(f, [a, b], undefined, mask);
  }

  call3(f: number, a: number, b: number, c: number, mask: number): Call {
    return this.callStack(f, [a, b, c], undefined, mask);
  }

  callV(f: number, args: number[], mask: number): Call {
    return this.callStack(f, args, undefined, mask);
  }

  callKw(f: number, values: number[], names: number[], mask: number): Call {
    const { args, keywords, lent } = this.rt.split(values, names, mask);
    return this.callStack(f, args, keywords, lent);
  }

  *callEx(f: number, args: number, kwargs: number): Call {
    const { items, keywords, mask, packed, drop } = this.rt.spread(f, args, kwargs);
    try {
      return yield* this.callStack(f, items, keywords, mask, packed);
    } finally {
      drop();
    }
  }

  private *invokeMethod(
    o: number,
    site: Site,
    args: number[],
    keywords: Keywords | undefined,
    mask: number,
  ): Call {
    const { rt } = this;
    const descriptor = rt.methodOf(o, rt.py.typeOf(o), site);
    if (descriptor === 0) {
      const f = rt.bound(o, site, args, keywords, mask);
      return yield* this.callStack(f, args, keywords, mask & ~1);
    }
    if (rt.py.typeOf(descriptor) !== rt.functionType) {
      return rt.invokeMethod(o, site, args, keywords, mask);
    }
    try {
      return yield* this.callFunction(descriptor, [o, ...args], keywords, mask);
    } finally {
      if (rt.gc.scheduled && !rt.dead) rt.collectIfDue();
    }
  }

  m0(o: number, site: Site, mask: number): Call {
    return this.invokeMethod(o, site, [], undefined, mask);
  }

  m1(o: number, site: Site, a: number, mask: number): Call {
    return this.invokeMethod(o, site, [a], undefined, mask);
  }

  m2(o: number, site: Site, a: number, b: number, mask: number): Call {
    return this.invokeMethod(o, site, [a, b], undefined, mask);
  }

  m3(o: number, site: Site, a: number, b: number, c: number, mask: number): Call {
    return this.invokeMethod(o, site, [a, b, c], undefined, mask);
  }

  mV(o: number, site: Site, args: number[], mask: number): Call {
    return this.invokeMethod(o, site, args, undefined, mask);
  }

  mKw(o: number, site: Site, values: number[], names: number[], mask: number): Call {
    const { args, keywords, lent } = this.rt.split(values, names, mask);
    return this.invokeMethod(o, site, args, keywords, lent);
  }

  /** `__enter__`, as of a lock. */
  *enter(manager: number): Call {
    const { rt } = this;
    const method = rt.special(rt.py.typeOf(manager), '__enter__');
    if (rt.py.typeOf(method) !== rt.functionType) return rt.enter(manager, false);
    return yield* this.callFunction(method, [manager], undefined, 0);
  }
}
