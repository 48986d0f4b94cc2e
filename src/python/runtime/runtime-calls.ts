import { instanceAttribute, Kind, PyDict_Items, PyDict_SetItem } from '../../objects';
import type { Keywords, Native } from './native';
import { KEYWORDS_LENT, RuntimeFunctions } from './runtime-functions';
import type { Site } from './runtime-lookup';

/** All arguments are only lent, the named ones too. */
const LENT = -1;

/** The arguments of `f(*args, **kwargs)`: see `dispatch`; `drop` lets go of what holds them. */
export interface Spread {
  readonly items: number[];
  readonly keywords: Keywords | undefined;
  readonly mask: number;
  readonly packed: number;
  readonly drop: () => void;
}

/** Calls: of Python functions, native ones, methods, classes (Objects/call.c, Python/ceval.c). */
export abstract class RuntimeCalls extends RuntimeFunctions {
  abstract callType(type: number, args: number[], keywords?: Keywords, packed?: number): number;

  // ---------------------------------------------------------------- native functions

  /** Calls a native function with borrowed words. */
  callNative(native: Native, args: number[], keywords?: Keywords, packed = 0): number {
    const given = args.length - (native.method ? 1 : 0);
    if (given < native.min || (native.max >= 0 && given > native.max))
      this.wrongCount(native, given);
    if (keywords?.length && !native.keywords) {
      this.typeError(`${native.name}() takes no keyword arguments`);
    }
    if (keywords?.length && typeof native.keywords === 'string')
      this.checkKeywords(native.name, native.keywords, keywords);
    return native.call(args, keywords, packed);
  }

  /** @param known names, with a space between. @throws TypeError for another one */
  checkKeywords(called: string, known: string, keywords: Keywords | undefined): void {
    const names = known.split(' ');
    for (const [name] of keywords ?? []) {
      if (names.includes(name)) continue;
      this.typeError(
        this.minor >= 13
          ? `${called}() got an unexpected keyword argument '${name}'`
          : `'${name}' is an invalid keyword argument for ${called}()`,
      );
    }
  }

  private wrongCount(native: Native, given: number): never {
    const { name, min, max } = native;
    const plural = (n: number): string => `${n} argument${n === 1 ? '' : 's'}`;
    if (max === 0) this.typeError(`${name}() takes no arguments (${given} given)`);
    if (min === max) {
      const exactly = max === 1 ? 'exactly one argument' : `exactly ${plural(max)}`;
      this.typeError(
        max === 1
          ? `${name}() takes ${exactly} (${given} given)`
          : `${name} expected ${plural(max)}, got ${given}`,
      );
    }
    if (given < min) this.typeError(`${name} expected at least ${plural(min)}, got ${given}`);
    return this.typeError(`${name} expected at most ${plural(max)}, got ${given}`);
  }

  // ---------------------------------------------------------------- any callable

  /** `PyCallable_Check`. */
  isCallable(o: number): boolean {
    return this.isType(o) || this.special(this.py.typeOf(o), '__call__') !== 0;
  }

  /**
   * Calls a borrowed callable; takes the arguments over, of which `mask` are borrowed.
   * @param packed the tuple in which the caller holds them, as what is called through its type gets them, or 0
   */
  dispatch(
    f: number,
    args: number[],
    keywords: Keywords | undefined,
    mask: number,
    packed = 0,
  ): number {
    const { py } = this;
    const type = py.typeOf(f);
    if (type === this.functionType) return this.callFunction(f, args, keywords, mask);
    if (type === this.methodType) {
      const [func, self] = this.boundTo(f);
      return this.dispatch(func, [self, ...args], keywords, (mask << 1) | (this.legacy ? 1 : 0));
    }
    let result: number;
    try {
      if (type === this.nativeType) {
        const native = this.nativeOf(f);
        const self = py.load(f + this.nativeSelf);
        result = this.callNative(native, native.method ? [self, ...args] : args, keywords);
      } else if (type === this.methodDescriptor) {
        result = this.callDescriptor(f, args, keywords);
      } else if (this.isType(f)) result = this.callClass(f, args, keywords, packed);
      else result = this.callInstance(f, type, args, keywords, packed);
    } finally {
      for (let i = 0; i < args.length; i++) if (!(mask & (1 << i))) py.decref(args[i]!);
      if (keywords && !(mask & KEYWORDS_LENT)) for (const [, value] of keywords) py.decref(value);
    }
    return result;
  }

  /** The function and the object of a method; the object's reference is the caller's (3.11 on). */
  boundTo(method: number): [func: number, self: number] {
    const { py } = this;
    const self = py.load(method + 6);
    if (!this.legacy) py.incref(self);
    return [py.load(method + 4), self];
  }

  private selfWord = 0;
  get nativeSelf(): number {
    this.selfWord ||= this.py.structs.offset('PyCFunctionObject', 'm_self') >> 2;
    return this.selfWord;
  }

  private callDescriptor(f: number, args: number[], keywords?: Keywords): number {
    const native = this.nativeOfDescriptor(f);
    const owner = this.py.load(f + 4);
    const [self] = args;
    if (self === undefined)
      this.typeError(`unbound method ${this.nameOfType(owner)}.${native.name}() needs an argument`);
    if (!this.isSubtype(this.py.typeOf(self!), owner)) {
      this.typeError(
        `descriptor '${native.name}' for '${this.nameOfType(owner)}' objects doesn't apply to a '${this.typeName(self!)}' object`,
      );
    }
    return this.callNative(native, args, keywords);
  }

  /** Classes, with borrowed words; their own class may have a `__call__`. */
  private callClass(
    type: number,
    args: number[],
    keywords: Keywords | undefined,
    packed: number,
  ): number {
    const { py } = this;
    const meta = py.typeOf(type);
    if (meta !== this.typeType && this.isHeapType(meta)) {
      const call = this.special(meta, '__call__');
      if (call !== 0 && py.typeOf(call) !== this.methodDescriptor) {
        return this.callSlot(call, type, args, keywords, packed);
      }
    }
    return this.callType(type, args, keywords, packed);
  }

  private callInstance(
    f: number,
    type: number,
    args: number[],
    keywords: Keywords | undefined,
    packed: number,
  ): number {
    const { py } = this;
    const call = this.special(type, '__call__');
    if (call === 0) this.typeError(`'${this.nameOfType(type)}' object is not callable`);
    if (py.typeOf(call) === this.methodDescriptor)
      return this.callNative(this.nativeOfDescriptor(call), [f, ...args], keywords, packed);
    if (py.typeOf(call) === this.functionType)
      return this.callSlot(call, f, args, keywords, packed);
    const bound = this.bind(call, f, type);
    try {
      return this.callBorrowed(bound, args, keywords);
    } finally {
      py.decref(bound);
    }
  }

  /** `slot_tp_call`: a `__call__` of a class, everything borrowed. */
  private callSlot(
    call: number,
    self: number,
    args: number[],
    keywords: Keywords | undefined,
    packed: number,
  ): number {
    const run = (): number => this.callUnpacked(call, [self, ...args], keywords);
    return packed ? run() : this.packing(args, keywords, run);
  }

  /** What `body` gives while a tuple and a dict hold the arguments of a call through a type. */
  packing<T>(args: readonly number[], keywords: Keywords | undefined, body: () => T): T {
    const held = this.packTuple(args);
    const named = this.packDict(keywords);
    try {
      return body();
    } finally {
      this.py.xdecref(held);
      this.py.xdecref(named);
    }
  }

  /** The tuple in which a call through a type gets its positional arguments; 0 without any. */
  packTuple(args: readonly number[]): number {
    return args.length > 0 ? this.tuple(args.map(this.I)) : 0;
  }

  /** The dict in which a call through a type gets its named arguments; 0 without any. */
  packDict(keywords: Keywords | undefined): number {
    if (!keywords?.length) return 0;
    const dict = this.newDict();
    for (const [name, value] of keywords) PyDict_SetItem(this.py, dict, this.name(name), value);
    return dict;
  }

  /**
   * Calls a callable as C code does, everything borrowed: the caller holds its references until the call
   * is done. Only the locals of a Python function take their own.
   */
  callBorrowed(f: number, args: readonly number[], keywords?: Keywords): number {
    const { py } = this;
    const type = py.typeOf(f);
    if (this.legacy || (type !== this.functionType && type !== this.methodType)) {
      return this.dispatch(f, [...args], keywords, LENT);
    }
    for (const arg of args) py.incref(arg);
    if (keywords) for (const [, value] of keywords) py.incref(value);
    return this.dispatch(f, [...args], keywords, 0);
  }

  /** The same with named arguments from a dict: an array holds all of them (`_PyStack_UnpackDict`). */
  callUnpacked(f: number, args: readonly number[], keywords: Keywords | undefined): number {
    if (!keywords?.length) return this.callBorrowed(f, args);
    const held = [...args, ...keywords.map(([, value]) => value)];
    return this.holding(held, () => this.callBorrowed(f, args, keywords));
  }

  /** `PyObject_Call`: the caller holds the arguments as a tuple and a dict. */
  callPacked(f: number, args: number, keywords: Keywords | undefined): number {
    const items = this.tupleItems(args);
    return this.hasVectorcall(f)
      ? this.callUnpacked(f, items, keywords)
      : this.dispatch(f, items, keywords, LENT, args);
  }

  /** `PyVectorcall_Function`: whether it gets its arguments as an array. */
  hasVectorcall(f: number): boolean {
    const type = this.py.typeOf(f);
    return (
      type === this.functionType ||
      type === this.methodType ||
      type === this.nativeType ||
      type === this.methodDescriptor
    );
  }

  /** The same with arguments that are taken over: they go when the call is done, as `map`'s do. */
  callLending(f: number, args: readonly number[]): number {
    try {
      return this.callBorrowed(f, args);
    } finally {
      for (const arg of args) this.py.decref(arg);
    }
  }

  /** Calls a borrowed callable; takes the arguments over. */
  override callWords(f: number, args: number[]): number {
    return this.dispatch(f, args, undefined, 0);
  }

  /** Calls with everything taken over, as compiled code does; `mask` says what it only lends. */
  private callStack(
    f: number,
    args: number[],
    keywords: Keywords | undefined,
    mask: number,
    packed = 0,
  ): number {
    if (!this.legacy && this.py.typeOf(f) === this.methodType)
      return this.callBound(f, args, keywords, mask);
    try {
      return this.dispatch(f, args, keywords, mask >> 1, packed);
    } finally {
      this.py.decref(f);
      if (this.py.gc.scheduled && !this.dead) this.collectIfDue();
    }
  }

  /** From 3.11 on the function and the object take the method's place before the call. */
  private callBound(
    method: number,
    args: number[],
    keywords: Keywords | undefined,
    mask: number,
  ): number {
    const { py } = this;
    const func = this.I(py.load(method + 4));
    const self = this.I(py.load(method + 6));
    py.decref(method);
    return this.callStack(func, [self, ...args], keywords, (mask >> 1) << 2);
  }

  override call0(f: number, mask: number): number {
    return this.callStack(f, [], undefined, mask);
  }

  call1(f: number, a: number, mask: number): number {
    return this.callStack(f, [a], undefined, mask);
  }

  call2(f: number, a: number, b: number, mask: number): number {
    return this.callStack(f, [a, b], undefined, mask);
  }

  call3(f: number, a: number, b: number, c: number, mask: number): number {
    return this.callStack(f, [a, b, c], undefined, mask);
  }

  callV(f: number, args: number[], mask: number): number {
    return this.callStack(f, args, undefined, mask);
  }

  callKw(f: number, values: number[], names: number[], mask: number): number {
    const { args, keywords, lent } = this.split(values, names, mask);
    return this.callStack(f, args, keywords, lent);
  }

  /** The positional and keyword arguments of a call, the latter taken over. */
  split(
    values: number[],
    names: number[],
    mask: number,
  ): { args: number[]; keywords: Keywords; lent: number } {
    const { py } = this;
    const count = values.length - names.length;
    for (let i = count; i < values.length; i++) if (mask & (1 << (i + 1))) py.incref(values[i]!);
    return {
      args: values.slice(0, count),
      keywords: names.map((name, i) => [this.text(name), values[count + i]!] as const),
      lent: mask & ((1 << (count + 1)) - 1),
    };
  }

  /** `f(*args, **kwargs)`: takes all over; `kwargs` may be 0. */
  callEx(f: number, args: number, kwargs: number): number {
    const { items, keywords, mask, packed, drop } = this.spread(f, args, kwargs);
    try {
      return this.callStack(f, items, keywords, mask, packed);
    } finally {
      drop();
    }
  }

  /** The named arguments in a dict, borrowed; of none or 0 undefined. @throws TypeError */
  keywordsOf(dict: number): Keywords | undefined {
    const pairs = dict === 0 ? [] : PyDict_Items(this.py, dict);
    if (pairs.length === 0) return undefined;
    const named: [string, number][] = [];
    for (let i = 0; i < pairs.length; i += 2) {
      if (!this.isStr(pairs[i]!)) this.typeError('keywords must be strings');
      named.push([this.text(pairs[i]!), pairs[i + 1]!]);
    }
    return named;
  }

  /** What `*args` and `**kwargs` stand for, and what lets go of them once the call is done. */
  spread(f: number, args: number, kwargs: number): Spread {
    const { py } = this;
    const items = this.tupleItems(args);
    const keywords = this.keywordsOf(kwargs);
    const dropBoth = (): void => {
      py.decref(args);
      py.xdecref(kwargs);
    };
    if (!this.hasVectorcall(f))
      return { items, keywords, mask: LENT, packed: args, drop: dropBoth };
    const values = (keywords ?? []).map(([, value]) => value);
    if (!this.legacy) for (const value of [...items, ...values]) py.incref(value);
    // From 3.12 on a function takes the arguments out of the tuple and the dict. Else they stay there, and
    // where some are named an array holds all of them besides.
    const early = this.minor >= 12 && py.typeOf(f) === this.functionType;
    const held = early || !keywords ? [] : [...items, ...values];
    for (const value of held) py.incref(value);
    if (early) dropBoth();
    const drop = (): void => {
      for (const value of held) py.decref(value);
      if (!early) dropBoth();
    };
    return { items, keywords, mask: this.legacy ? LENT : 0, packed: 0, drop };
  }

  // ---------------------------------------------------------------- methods

  /**
   * What a method call calls: the function in the class, when the object itself has nothing of that
   * name; 0 when the attribute has to be looked up in full.
   */
  methodOf(o: number, type: number, site: Site): number {
    const descriptor = this.descriptorAt(type, site);
    if (descriptor === 0) return 0;
    const { py } = this;
    const kind = py.typeOf(descriptor);
    if (kind !== this.functionType && kind !== this.methodDescriptor) return 0;
    if (py.kindOf(type) !== Kind.SUBTYPE) {
      return type === this.moduleType || type === this.superType || this.isType(o) ? 0 : descriptor;
    }
    if (this.isType(o) || instanceAttribute(py, o, type, site.name) !== 0) return 0;
    return this.special(type, '__getattribute__') === this.objectGetattribute ? descriptor : 0;
  }

  protected objectGetattribute = 0;
  private superWord = 0;

  protected get superType(): number {
    this.superWord ||= this.py.type('super');
    return this.superWord;
  }

  invokeMethod(
    o: number,
    site: Site,
    args: number[],
    keywords: Keywords | undefined,
    mask: number,
  ): number {
    const { py } = this;
    const type = py.typeOf(o);
    const descriptor = this.methodOf(o, type, site);
    if (descriptor === 0) {
      return this.callStack(this.bound(o, site, args, keywords, mask), args, keywords, mask & ~1);
    }
    if (py.typeOf(descriptor) === this.functionType) {
      try {
        return this.callFunction(descriptor, [o, ...args], keywords, mask);
      } finally {
        if (py.gc.scheduled && !this.dead) this.collectIfDue();
      }
    }
    const native = this.nativeOfDescriptor(descriptor);
    let result: number;
    try {
      args.unshift(o);
      result = this.callNative(native, args, keywords);
    } finally {
      for (let i = 0; i < args.length; i++) if (!(mask & (1 << i))) py.decref(args[i]!);
      if (keywords) for (const [, value] of keywords) py.decref(value);
    }
    if (py.gc.scheduled) this.collectIfDue();
    return result;
  }

  /** What an object has under a name, before the arguments are looked at. */
  bound(
    o: number,
    site: Site,
    args: readonly number[],
    keywords: Keywords | undefined,
    mask: number,
  ): number {
    const { py } = this;
    if (mask & 1) py.incref(o);
    try {
      return this.getattr(o, site);
    } catch (error) {
      for (const [i, arg] of args.entries()) if (!(mask & (2 << i))) py.decref(arg);
      if (keywords) for (const [, value] of keywords) py.decref(value);
      throw error;
    }
  }

  m0(o: number, site: Site, mask: number): number {
    return this.invokeMethod(o, site, [], undefined, mask);
  }

  m1(o: number, site: Site, a: number, mask: number): number {
    return this.invokeMethod(o, site, [a], undefined, mask);
  }

  m2(o: number, site: Site, a: number, b: number, mask: number): number {
    return this.invokeMethod(o, site, [a, b], undefined, mask);
  }

  m3(o: number, site: Site, a: number, b: number, c: number, mask: number): number {
    return this.invokeMethod(o, site, [a, b, c], undefined, mask);
  }

  mV(o: number, site: Site, args: number[], mask: number): number {
    return this.invokeMethod(o, site, args, undefined, mask);
  }

  mKw(o: number, site: Site, values: number[], names: number[], mask: number): number {
    const { args, keywords, lent } = this.split(values, names, mask);
    return this.invokeMethod(o, site, args, keywords, lent);
  }
}
