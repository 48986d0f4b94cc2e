import {
  framePlaces,
  Ob,
  PyDict_GetItem,
  PyDict_SetItem,
  PyFrame_New,
  PyFunction_New,
} from '../../objects';
import type { Code } from '../compile/code';
import { Frame } from './frame';
import type { Keywords } from './native';
import { RuntimeAttributes } from './runtime-attributes';

/** Frames that wait for other calls at most. */
const FREE_FRAMES = 200;

/** Frames that the interpreter's start leaves on the free list (to 3.10). */
const SPARE_FRAMES = 3;

/** Words of the collector's head before a frame. */
const FRAME_HEAD = 4;

/** In the mask of what a call only lends: its named arguments. */
export const KEYWORDS_LENT = 1 << 31;

/** Frames, and calls of Python functions (Objects/frameobject.c, Python/ceval.c). */
export abstract class RuntimeFunctions extends RuntimeAttributes {
  private spare = 0;

  abstract untraced<T>(body: () => T): T;

  /** Makes the generator of a call; takes the locals over. */
  abstract makeGenerator(frame: Frame, locals: number[]): number;
  /** Runs a collection that is due (3.12 on). */
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

  /** To 3.10 a call's frame is an object. */
  private enterLegacy(frame: Frame): void {
    frame.object = this.takeFrame(frame.code);
    this.frames.set(frame.object, frame);
  }

  /** A frame object for a code, not tracked: the code's own, one from the free list, or a new one. */
  protected takeFrame(code: Code): number {
    const { py } = this;
    let op = code.zombie;
    if (op !== 0) {
      code.zombie = 0;
      py.memory.touch(op, 2);
      py.i32[op] = 1;
      py.reused(op - FRAME_HEAD);
      py.incref(code.word);
    } else if (this.freeFrames.length > 0) op = this.reuseFrame(code);
    else if (!code.spared && this.spare > 0) {
      // What the start-up left is as good: it does not count as an allocation.
      this.spare--;
      code.spared = true;
      op = this.untraced(() => PyFrame_New(py, code.word, false));
      py.gc.deleted();
    } else op = PyFrame_New(py, code.word, false);
    return op;
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
      const block = py.realloc(op - FRAME_HEAD, 16 + (slots + 2 + code.slots * 2) * 4);
      const moved = block + FRAME_HEAD;
      py.memory.touch(moved, slots + code.slots * 2);
      py.set(moved + Ob.SIZE, code.slots);
      py.i32[moved] = 1;
      py.reused(block);
      py.store(moved + codeWord, this.I(code.word));
      py.i32.fill(0, moved + slots, moved + slots + code.slots * 2);
      return moved;
    }
    py.memory.touch(op, 2);
    py.i32[op] = 1;
    py.reused(op - FRAME_HEAD);
    py.store(op + codeWord, this.I(code.word));
    return op;
  }

  /** What `importlib` leaves behind: frames of its functions, which call each other (to 3.10). */
  protected importedFrames(): void {
    if (this.legacy) this.spare += this.py.version.startUp?.importFrames ?? 0;
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
    this.recycleFrame(op, frame.code);
    return false;
  }

  /** `frame_dealloc`: an empty frame waits for its code's next call, or on the free list. */
  protected recycleFrame(op: number, code: Code): void {
    const { py } = this;
    if (code.zombie === 0) code.zombie = op;
    else if (this.freeFrames.length < FREE_FRAMES) this.freeFrames.push(op);
    else {
      py.decref(op);
      return;
    }
    py.i32[op] = 0;
    py.decref(code.word);
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
    // A generator holds its cells itself: to 3.10 its function may be gone.
    const { code, slots } = frame;
    if (slots !== 0) return this.py.load(slots + (code.ownNames.length + index) * 2);
    const closure = this.py.load(frame.func + this.funcClosure);
    return this.py.load(closure + this.py.tupleItem + index * 2);
  }

  private newFrame(code: Code, func: number): Frame {
    return new Frame(code, func, this.py.load(func + this.funcGlobals), 0, this.frame);
  }

  // ---------------------------------------------------------------- Python functions

  /**
   * Runs a function whose arguments fit as they are, and takes them over, or what is not borrowed.
   * To 3.10 the caller keeps its references until the function is done, if it does not `give` them.
   */
  private run(func: number, code: Code, args: number[], mask: number, give: boolean): number {
    const frame = this.newFrame(code, func);
    const keeps = this.legacy && !give;
    if (this.legacy) {
      for (const [i, arg] of args.entries()) if (keeps || mask & (1 << i)) this.py.incref(arg);
    } else frame.mask = mask;
    if (code.isGenerator || code.isCoroutine) return this.startGenerator(frame, args, mask, keeps);
    try {
      this.enterOrDrop(frame, args, mask);
      return this.apply(code, frame, args);
    } finally {
      if (keeps) this.dropArguments(args, mask);
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

  private startGenerator(frame: Frame, args: number[], mask: number, keeps: boolean): number {
    for (const [i, arg] of args.entries()) if (!this.legacy && mask & (1 << i)) this.py.incref(arg);
    frame.mask = 0;
    try {
      return this.makeGenerator(frame, args);
    } finally {
      if (keeps) this.dropArguments(args, mask);
    }
  }

  private dropArguments(args: readonly number[], mask = 0): void {
    for (let i = args.length - 1; i >= 0; i--) if (!(mask & (1 << i))) this.py.decref(args[i]!);
  }

  /**
   * Calls a function, binding arguments where they do not fit; takes them over, not the function.
   * @param give only the locals hold what is not lent
   */
  callFunction(
    func: number,
    args: number[],
    keywords: Keywords | undefined,
    mask: number,
    give = false,
  ): number {
    const code = this.codeOf(func);
    if (code.simple && code.argcount === args.length && !keywords?.length) {
      return this.run(func, code, args, mask, give);
    }
    const { locals, drop } = this.bindCall(func, code, args, keywords, mask, give);
    try {
      const frame = this.newFrame(code, func);
      if (code.isGenerator || code.isCoroutine) return this.makeGenerator(frame, locals);
      this.enterOrDrop(frame, locals, 0);
      return this.apply(code, frame, locals);
    } finally {
      drop();
    }
  }

  /** A call of a function in a thread, entered but not run; generators are made by `callFunction`. */
  enterCall(
    func: number,
    code: Code,
    args: number[],
    keywords: Keywords | undefined,
    mask: number,
  ): { frame: Frame; locals: readonly number[]; drop: () => void } {
    const { locals, drop } = this.bindCall(func, code, args, keywords, mask);
    try {
      const frame = this.newFrame(code, func);
      this.enterOrDrop(frame, locals, 0);
      return { frame, locals, drop };
    } catch (error) {
      drop();
      throw error;
    }
  }

  /** The locals of a call, and what lets go of the arguments once it is done. */
  private bindCall(
    func: number,
    code: Code,
    args: number[],
    keywords: Keywords | undefined,
    mask: number,
    give = false,
  ): { locals: number[]; drop: () => void } {
    const { py } = this;
    // To 3.10 what is lent stays lent; later on named arguments are never only lent to a function.
    if (!this.legacy) for (const [i, arg] of args.entries()) if (mask & (1 << i)) py.incref(arg);
    const lent = this.legacy ? mask : 0;
    const values = mask & KEYWORDS_LENT ? [] : (keywords ?? []).map(([, value]) => value);
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
    if (this.legacy && !give) return { locals, drop };
    drop();
    return { locals, drop: () => {} };
  }

  /** The parameters' values: new references, in the order of the variables. Arguments are borrowed. */
  private bindArguments(
    func: number,
    code: Code,
    args: readonly number[],
    keywords: Keywords,
  ): number[] {
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
    if (args.length > code.argcount && !code.varargs)
      this.tooMany(func, code, args.length, locals, fail);
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
    const takes =
      optional > 0 ? `from ${code.argcount - optional} to ${code.argcount}` : `${code.argcount}`;
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
      const value =
        kwdefaults === 0 ? 0 : PyDict_GetItem(py, kwdefaults, this.name(code.varnames[i]!));
      if (value === 0) missing.push(code.varnames[i]!);
      else locals[i] = this.I(value);
    }
    if (missing.length > 0)
      fail(`missing ${missing.length} required keyword-only ${names(missing)}`);
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
      ...(annotations ? { [this.minor >= 14 ? 'annotate' : 'annotations']: annotations } : {}),
      ...(doc ? { doc } : {}),
    });
    for (const word of [defaults, kwdefaults, annotations, closure, doc]) py.xdecref(word);
    return op;
  }
}

/** `argument: 'a'` or `arguments: 'a', 'b', and 'c'`. */
function names(missing: readonly string[]): string {
  const quoted = missing.map((name) => `'${name}'`);
  if (quoted.length === 1) return `argument: ${quoted[0]}`;
  const last = quoted.pop()!;
  return `arguments: ${quoted.join(', ')}${quoted.length > 1 ? ',' : ''} and ${last}`;
}
