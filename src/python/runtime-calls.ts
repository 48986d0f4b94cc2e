import {
  codeSlots,
  framePlaces,
  instanceAttribute,
  Kind,
  Ob,
  PyDict_GetItem,
  PyDict_Items,
  PyDict_SetItem,
  PyFrame_New,
  PyFunction_New,
} from '../objects';
import type { Code } from './code';
import { Frame } from './frame';
import type { Keywords, Native } from './native';
import { RuntimeAttributes, type Site } from './runtime-attributes';

/** Frames that the interpreter's start leaves on the free list (to 3.10). */
const SPARE_FRAMES = 3;

/** All arguments are only lent. */
const LENT = -1;

/** Frames that wait for other calls at most. */
const FREE_FRAMES = 200;

/** Calls: of Python functions, native ones, methods, classes (Objects/call.c, Python/ceval.c). */
export abstract class RuntimeCalls extends RuntimeAttributes {
  private spare = 0;

  abstract untraced<T>(body: () => T): T;

  abstract callType(type: number, args: number[], keywords?: Keywords): number;
  abstract makeGenerator(frame: Frame, locals: number[]): number;
  /** A collection that is due (3.12 on). */
  abstract collectIfDue(): void;

  // ---------------------------------------------------------------- frames

  private enterFrame(frame: Frame): void {
    if (++this.depth > this.recursionLimit) {
      this.depth--;
      this.recursionError();
    }
    if (this.legacy) this.enterLegacy(frame);
    this.frame = frame;
    if (this.py.gc.scheduled) this.collectIfDue();
  }

  private recursionError(): never {
    return this.raise_('RecursionError', 'maximum recursion depth exceeded');
  }

  /** To 3.10 a call's frame is an object: the code's own, one from the free list, or a new one. */
  private enterLegacy(frame: Frame): void {
    const { code } = frame;
    const { py } = this;
    let op = code.zombie;
    if (op !== 0) {
      code.zombie = 0;
      py.memory.touch(op, 2);
      py.i32[op] = 1;
      py.incref(code.word);
    } else if (this.freeFrames.length > 0) op = this.reuseFrame(code);
    else if (!code.spared && this.spare > 0) {
      // What the start-up left is as good: it does not count as an allocation.
      this.spare--;
      code.spared = true;
      op = this.untraced(() => PyFrame_New(py, code.word, false));
      py.gc.deleted();
    } else op = PyFrame_New(py, code.word, false);
    frame.object = op;
    this.frames.set(op, frame);
  }

  /** Frames that the start of the interpreter left behind. */
  protected fillSpareFrames(): void {
    if (this.legacy) this.spare = SPARE_FRAMES;
  }

  private readonly freeFrames: number[] = [];

  /** A frame off the free list, for a code whose locals fit; else a new one in its place. */
  private reuseFrame(code: Code): number {
    const { py } = this;
    const op = this.freeFrames.pop()!;
    const { slots, code: codeWord } = framePlaces(py);
    if (py.get(op + Ob.SIZE) < code.slots) {
      const block = py.realloc(op - 4, 16 + (slots + code.slots * 2) * 4);
      const moved = block + 4;
      py.memory.touch(moved, slots + code.slots * 2);
      py.set(moved + Ob.SIZE, code.slots);
      py.i32[moved] = 1;
      py.store(moved + codeWord, this.I(code.word));
      py.i32.fill(0, moved + slots, moved + slots + code.slots * 2);
      return moved;
    }
    py.memory.touch(op, 2);
    py.i32[op] = 1;
    py.store(op + codeWord, this.I(code.word));
    return op;
  }

  /** What `importlib` leaves behind: frames of its functions, which call each other (to 3.10). */
  protected importedFrames(): void {
    if (this.legacy) this.spare += this.py.version.startUp?.imports.frames ?? 0;
  }

  /** The frame is done; its locals are still there. */
  leave(frame: Frame): void {
    this.frame = frame.back;
    this.depth--;
  }

  /** To 3.10: the frame's block waits for the code's next call. */
  override keeps(frame: Frame): boolean {
    if (!this.legacy) return super.keeps(frame);
    const { py } = this;
    const op = frame.object;
    if (py.refcnt(op) > 1) return true;
    this.frames.delete(op);
    frame.object = 0;
    if (frame.code.zombie === 0) {
      frame.code.zombie = op;
      py.i32[op] = 0;
      py.decref(frame.code.word);
    } else if (this.freeFrames.length < FREE_FRAMES) {
      py.i32[op] = 0;
      this.freeFrames.push(op);
      py.decref(frame.code.word);
    } else py.decref(op);
    return false;
  }

  /** Frees what a code object keeps for its calls; the code is about to die. */
  protected freeZombie(code: Code): void {
    const op = code.zombie;
    if (op === 0) return;
    code.zombie = 0;
    this.py.store(op + framePlaces(this.py).code, 0);
    this.py.deleteGcObject(op, this.py.type('frame'));
  }

  codeOf(func: number): Code {
    const { py } = this;
    return this.codes[py.i32[py.load(func + this.funcCode) + this.codeIndex]!]!;
  }

  freeCell(frame: Frame, index: number): number {
    const closure = this.py.load(frame.func + this.funcClosure);
    return this.py.load(closure + this.py.tupleItem + index * 2);
  }

  private newFrame(code: Code, func: number): Frame {
    return new Frame(code, func, this.py.load(func + this.funcGlobals), 0, this.frame);
  }

  // ---------------------------------------------------------------- Python functions

  /**
   * Runs a function whose arguments fit as they are, and takes them over, or what is not borrowed.
   * To 3.10 the caller keeps its references until the function is done.
   */
  private run(func: number, code: Code, args: number[], mask: number): number {
    const frame = this.newFrame(code, func);
    if (this.legacy) for (const arg of args) this.py.incref(arg);
    else frame.mask = mask;
    if (code.isGenerator || code.isCoroutine) return this.startGenerator(frame, args, mask);
    try {
      this.enterOrDrop(frame, args, mask);
      return this.apply(code, frame, args);
    } finally {
      if (this.legacy) this.dropArguments(args, mask);
    }
  }

  private enterOrDrop(frame: Frame, args: readonly number[], mask: number): void {
    try {
      this.enterFrame(frame);
    } catch (error) {
      for (const [i, arg] of args.entries()) if (!(mask & (1 << i))) this.py.decref(arg);
      throw error;
    }
  }

  private apply(code: Code, frame: Frame, args: readonly number[]): number {
    switch (args.length) {
      case 0:
        return code.run(frame);
      case 1:
        return code.run(frame, args[0]!);
      case 2:
        return code.run(frame, args[0]!, args[1]!);
      case 3:
        return code.run(frame, args[0]!, args[1]!, args[2]!);
      default:
        return code.run(frame, ...args);
    }
  }

  private startGenerator(frame: Frame, args: number[], mask: number): number {
    for (const [i, arg] of args.entries()) if (!this.legacy && mask & (1 << i)) this.py.incref(arg);
    frame.mask = 0;
    try {
      return this.makeGenerator(frame, args);
    } finally {
      if (this.legacy) this.dropArguments(args, mask);
    }
  }

  private dropArguments(args: readonly number[], mask = 0): void {
    for (let i = args.length - 1; i >= 0; i--) if (!(mask & (1 << i))) this.py.decref(args[i]!);
  }

  /** Calls a function, binding arguments where they do not fit; takes them over, not the function. */
  private callFunction(func: number, args: number[], keywords: Keywords | undefined, mask: number): number {
    const code = this.codeOf(func);
    if (code.simple && code.argcount === args.length && !keywords?.length) {
      return this.run(func, code, args, mask);
    }
    const { py } = this;
    // To 3.10 what is lent stays lent.
    if (!this.legacy) for (const [i, arg] of args.entries()) if (mask & (1 << i)) py.incref(arg);
    const lent = this.legacy ? mask : 0;
    const values = (keywords ?? []).map(([, value]) => value);
    const drop = (): void => {
      this.dropArguments(values);
      this.dropArguments(args, lent);
    };
    let locals: number[];
    try {
      locals = this.bindArguments(func, code, args, keywords ?? []);
    } catch (error) {
      drop();
      throw error;
    }
    try {
      if (!this.legacy) drop();
      const frame = this.newFrame(code, func);
      if (code.isGenerator || code.isCoroutine) return this.makeGenerator(frame, locals);
      this.enterOrDrop(frame, locals, 0);
      return this.apply(code, frame, locals);
    } finally {
      if (this.legacy) drop();
    }
  }

  /** The parameters' values: new references, in the order of the variables. Arguments are borrowed. */
  private bindArguments(func: number, code: Code, args: readonly number[], keywords: Keywords): number[] {
    const { py } = this;
    const total = code.argcount + code.kwonly;
    const locals: number[] = new Array(total).fill(0);
    let kwargs = 0;
    const fail = (message: string): never => {
      for (const local of [...locals, kwargs]) if (local) py.decref(local);
      return this.typeError(`${this.calledName(func, code)}() ${message}`);
    };
    const count = Math.min(args.length, code.argcount);
    for (let i = 0; i < count; i++) locals[i] = this.I(args[i]!);
    let varargs = 0;
    if (code.varargs) varargs = this.tuple(args.slice(count).map((arg) => this.I(arg)));
    if (code.varkw) kwargs = this.dictSized(0);
    for (const [name, value] of keywords) {
      const at = code.varnames.indexOf(name, code.posonly);
      if (at >= 0 && at < total) {
        if (locals[at] !== 0) fail(`got multiple values for argument '${name}'`);
        locals[at] = this.I(value);
      } else if (code.varkw) PyDict_SetItem(py, kwargs, this.name(name), value);
      else {
        const positional = code.varnames.slice(0, code.posonly).includes(name);
        fail(
          positional
            ? `got some positional-only arguments passed as keyword arguments: '${name}'`
            : `got an unexpected keyword argument '${name}'`,
        );
      }
    }
    if (args.length > code.argcount && !code.varargs) this.tooMany(func, code, args.length, locals, fail);
    this.fillDefaults(func, code, locals, fail);
    if (varargs !== 0 || code.varargs) locals.push(varargs);
    if (code.varkw) locals.push(kwargs);
    return locals;
  }

  private calledName(func: number, code: Code): string {
    void func;
    return this.minor >= 10 ? code.qualname : code.name;
  }

  private tooMany(
    func: number,
    code: Code,
    given: number,
    locals: readonly number[],
    fail: (message: string) => never,
  ): void {
    const defaults = this.py.load(func + this.funcDefaults);
    const optional = defaults === 0 ? 0 : this.py.get(defaults + Ob.SIZE);
    const takes = optional > 0 ? `from ${code.argcount - optional} to ${code.argcount}` : `${code.argcount}`;
    const plural = optional > 0 || code.argcount !== 1 ? 's' : '';
    const keyword = locals.slice(code.argcount).filter((local) => local !== 0).length;
    const extra =
      keyword > 0
        ? ` positional argument${given !== 1 ? 's' : ''} (and ${keyword} keyword-only argument${keyword !== 1 ? 's' : ''})`
        : '';
    const verb = given === 1 && keyword === 0 ? 'was' : 'were';
    fail(`takes ${takes} positional argument${plural} but ${given}${extra} ${verb} given`);
  }

  private fillDefaults(
    func: number,
    code: Code,
    locals: number[],
    fail: (message: string) => never,
  ): void {
    const { py } = this;
    const defaults = py.load(func + this.funcDefaults);
    const values = defaults === 0 ? [] : this.tupleItems(defaults);
    const missing: string[] = [];
    for (let i = 0; i < code.argcount; i++) {
      if (locals[i] !== 0) continue;
      const value = values[i - (code.argcount - values.length)];
      if (value === undefined) missing.push(code.varnames[i]!);
      else locals[i] = this.I(value);
    }
    if (missing.length > 0) fail(`missing ${missing.length} required positional ${names(missing)}`);
    const kwdefaults = py.load(func + this.funcKwdefaults);
    for (let i = code.argcount; i < code.argcount + code.kwonly; i++) {
      if (locals[i] !== 0) continue;
      const value = kwdefaults === 0 ? 0 : PyDict_GetItem(py, kwdefaults, this.name(code.varnames[i]!));
      if (value === 0) missing.push(code.varnames[i]!);
      else locals[i] = this.I(value);
    }
    if (missing.length > 0) fail(`missing ${missing.length} required keyword-only ${names(missing)}`);
  }

  /** `MAKE_FUNCTION`: takes everything over. */
  makeFunction(
    frame: Frame,
    code: Code,
    defaults: number,
    kwdefaults: number,
    annotations: number,
    closure: number,
  ): number {
    const { py } = this;
    const name = this.name(code.name);
    const qualname = this.name(code.qualname);
    const module = PyDict_GetItem(py, frame.globals, this.name('__name__'));
    const doc = code.docstring === null ? 0 : this.newConstant({ t: 'str', v: code.docstring });
    const op = PyFunction_New(py, name, code.word, frame.globals, {
      qualname,
      module,
      builtins: this.builtinsDict,
      ...(defaults ? { defaults } : {}),
      ...(kwdefaults ? { kwdefaults } : {}),
      ...(closure ? { closure } : {}),
      ...(annotations ? { annotations } : {}),
      ...(doc ? { doc } : {}),
    });
    for (const word of [defaults, kwdefaults, annotations, closure, doc]) py.xdecref(word);
    return op;
  }

  abstract readonly builtinsDict: number;

  // ---------------------------------------------------------------- native functions

  /** Calls a native function with borrowed words. */
  protected callNative(native: Native, args: number[], keywords?: Keywords): number {
    const given = args.length - (native.method ? 1 : 0);
    if (given < native.min || (native.max >= 0 && given > native.max)) this.wrongCount(native, given);
    if (keywords?.length && !native.keywords) {
      this.typeError(`${native.name}() takes no keyword arguments`);
    }
    return native.call(args, keywords);
  }

  private wrongCount(native: Native, given: number): never {
    const { name, min, max } = native;
    const plural = (n: number): string => `${n} argument${n === 1 ? '' : 's'}`;
    if (max === 0) this.typeError(`${name}() takes no arguments (${given} given)`);
    if (min === max) {
      const exactly = max === 1 ? 'exactly one argument' : `exactly ${plural(max)}`;
      this.typeError(
        max === 1 ? `${name}() takes ${exactly} (${given} given)` : `${name} expected ${plural(max)}, got ${given}`,
      );
    }
    if (given < min) this.typeError(`${name} expected at least ${plural(min)}, got ${given}`);
    return this.typeError(`${name} expected at most ${plural(max)}, got ${given}`);
  }

  // ---------------------------------------------------------------- any callable

  /** Calls a borrowed callable; takes the arguments over, of which `mask` are borrowed. */
  private dispatch(f: number, args: number[], keywords: Keywords | undefined, mask: number): number {
    const { py } = this;
    const type = py.typeOf(f);
    if (type === this.functionType) return this.callFunction(f, args, keywords, mask);
    if (type === this.methodType) {
      const func = py.load(f + 4);
      const self = py.load(f + 6);
      if (!this.legacy) py.incref(self);
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
      } else if (this.isType(f)) result = this.callClass(f, args, keywords);
      else result = this.callInstance(f, type, args, keywords);
    } finally {
      for (let i = 0; i < args.length; i++) if (!(mask & (1 << i))) py.decref(args[i]!);
      if (keywords) for (const [, value] of keywords) py.decref(value);
    }
    return result;
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
    if (self === undefined) this.typeError(`unbound method ${this.nameOfType(owner)}.${native.name}() needs an argument`);
    if (!this.isSubtype(this.py.typeOf(self!), owner)) {
      this.typeError(
        `descriptor '${native.name}' for '${this.nameOfType(owner)}' objects doesn't apply to a '${this.typeName(self!)}' object`,
      );
    }
    return this.callNative(native, args, keywords);
  }

  /** Classes, with borrowed words; their own class may have a `__call__`. */
  private callClass(type: number, args: number[], keywords?: Keywords): number {
    const { py } = this;
    const meta = py.typeOf(type);
    if (meta !== this.typeType && this.isHeapType(meta)) {
      const call = this.special(meta, '__call__');
      if (call !== 0 && py.typeOf(call) !== this.methodDescriptor) {
        return this.callBorrowed(call, [type, ...args], keywords);
      }
    }
    return this.callType(type, args, keywords);
  }

  private callInstance(f: number, type: number, args: number[], keywords?: Keywords): number {
    const call = this.special(type, '__call__');
    if (call === 0) this.typeError(`'${this.nameOfType(type)}' object is not callable`);
    const bound = this.bind(call, f, type);
    try {
      return this.callBorrowed(bound, args, keywords);
    } finally {
      this.py.decref(bound);
    }
  }

  /**
   * Calls a callable as C code does, everything borrowed: the caller holds its references until the call
   * is done. Only the locals of a Python function take their own.
   */
  callBorrowed(f: number, args: readonly number[], keywords?: Keywords): number {
    const { py } = this;
    if (keywords) for (const [, value] of keywords) py.incref(value);
    const type = py.typeOf(f);
    if (this.legacy || (type !== this.functionType && type !== this.methodType)) {
      return this.dispatch(f, [...args], keywords, LENT);
    }
    for (const arg of args) py.incref(arg);
    return this.dispatch(f, [...args], keywords, 0);
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
  private callStack(f: number, args: number[], keywords: Keywords | undefined, mask: number): number {
    try {
      return this.dispatch(f, args, keywords, mask >> 1);
    } finally {
      this.py.decref(f);
      if (this.py.gc.scheduled && !this.dead) this.collectIfDue();
    }
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
    const count = values.length - names.length;
    const { py } = this;
    for (let i = count; i < values.length; i++) if (mask & (1 << (i + 1))) py.incref(values[i]!);
    const keywords = names.map((name, i) => [this.text(name), values[count + i]!] as const);
    return this.callStack(f, values.slice(0, count), keywords, mask & ((1 << (count + 1)) - 1));
  }

  /** `f(*args, **kwargs)`: takes all over; `kwargs` may be 0. */
  callEx(f: number, args: number, kwargs: number): number {
    const { py } = this;
    const items = this.tupleItems(args);
    const pairs = kwargs === 0 ? [] : PyDict_Items(py, kwargs);
    const keywords: [string, number][] = [];
    for (let i = 0; i < pairs.length; i += 2) {
      if (!this.isStr(pairs[i]!)) this.typeError('keywords must be strings');
      keywords.push([this.text(pairs[i]!), this.I(pairs[i + 1]!)]);
    }
    if (this.legacy) return this.callExLending(f, args, kwargs, items, keywords);
    for (const item of items) py.incref(item);
    // In 3.11 values of keywords are held in an array besides.
    const held = this.minor === 11 ? keywords.map(([, value]) => this.I(value)) : [];
    const early = this.minor >= 12 && py.typeOf(f) === this.functionType;
    if (early) {
      py.decref(args);
      py.xdecref(kwargs);
    }
    try {
      return this.callStack(f, items, keywords.length ? keywords : undefined, 0);
    } finally {
      for (const value of held) py.decref(value);
      if (!early) {
        py.decref(args);
        py.xdecref(kwargs);
      }
    }
  }

  /** To 3.10 the tuple lends its items. */
  private callExLending(f: number, args: number, kwargs: number, items: number[], keywords: Keywords): number {
    try {
      return this.callStack(f, items, keywords.length ? keywords : undefined, LENT);
    } finally {
      this.py.decref(args);
      this.py.xdecref(kwargs);
    }
  }

  // ---------------------------------------------------------------- methods

  /**
   * What a method call calls: the function in the class, when the object itself has nothing of that
   * name; 0 when the attribute has to be looked up in full.
   */
  private methodOf(o: number, type: number, site: Site): number {
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


  private invokeMethod(
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
      // Bound first, then the arguments.
      if (mask & 1) py.incref(o);
      let f: number;
      try {
        f = this.getattr(o, site);
      } catch (error) {
        for (const [i, arg] of args.entries()) if (!(mask & (2 << i))) py.decref(arg);
        if (keywords) for (const [, value] of keywords) py.decref(value);
        throw error;
      }
      return this.callStack(f, args, keywords, mask & ~1);
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
    const count = values.length - names.length;
    const { py } = this;
    for (let i = count; i < values.length; i++) if (mask & (1 << (i + 1))) py.incref(values[i]!);
    const keywords = names.map((name, i) => [this.text(name), values[count + i]!] as const);
    return this.invokeMethod(o, site, values.slice(0, count), keywords, mask & ((1 << (count + 1)) - 1));
  }
}

/** `argument: 'a'` or `arguments: 'a', 'b', and 'c'`. */
function names(missing: readonly string[]): string {
  const quoted = missing.map((name) => `'${name}'`);
  if (quoted.length === 1) return `argument: ${quoted[0]}`;
  const last = quoted.pop()!;
  return `arguments: ${quoted.join(', ')}${quoted.length > 1 ? ',' : ''} and ${last}`;
}
