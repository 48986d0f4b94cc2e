import {
  codeSlots,
  framePlaces,
  newFields,
  PyError,
  PyFrame_New,
  PyType_Lookup,
} from '../../objects';
import type { Frame } from './frame';
import { RuntimeTypes } from './runtime-types';

/** A Python exception on its way: owns a reference to the exception object. */
export class PyExc {
  /** The frame whose entry was added to the traceback last. */
  frame: Frame | null = null;
  /** Left a handler, which must not drop it then. */
  passedOn = false;

  constructor(readonly op: number) {}
}

/** The program ends at once with a status: `os._exit`. */
export class ProcessExit extends Error {
  constructor(readonly status: number) {
    super(`exit with status ${status}`);
  }
}

const enum Exc {
  DICT = 4,
  ARGS = 6,
}

/** Exceptions, tracebacks, and frames as objects. */
/** Those whose arguments are the codec, the object, the range and the reason. */
export const UNICODE_ERRORS: readonly string[] = ['UnicodeDecodeError', 'UnicodeEncodeError'];

export abstract class RuntimeErrors extends RuntimeTypes {
  /** The exception that is being handled. */
  handled: PyExc | null = null;

  abstract readonly builtinsDict: number;

  private readonly offsets = new Map<string, number>();

  /** Word offset of a field of exceptions. */
  exceptionField(field: string, struct = 'PyBaseExceptionObject'): number {
    const key = `${struct}.${field}`;
    let offset = this.offsets.get(key);
    if (offset === undefined) {
      offset = (this.py.structs.find(struct, field) ?? 0) >> 2;
      this.offsets.set(key, offset);
    }
    return offset;
  }

  private setField(op: number, field: string, value: number, struct?: string): void {
    const word = op + this.exceptionField(field, struct);
    const old = this.py.load(word);
    this.py.store(word, value);
    this.py.xdecref(old);
  }

  /** An exception of a built-in type; takes the words of the arguments over. */
  newException(type: string, args: readonly number[]): number {
    const op = newFields(this.py, type, {});
    this.py.store(op + Exc.ARGS, this.tuple(args));
    this.initException(op);
    return op;
  }

  /** Fills the fields that some exceptions keep their arguments in. */
  initException(op: number): void {
    const { py } = this;
    const args = this.tupleItems(py.load(op + Exc.ARGS));
    const base = py.typeName(py.builtinBase(py.typeOf(op)));
    if (base === 'StopIteration') {
      this.setField(op, 'value', this.I(args[0] ?? py.none), 'PyStopIterationObject');
    } else if (base === 'SystemExit') {
      const code = args.length > 1 ? py.load(op + Exc.ARGS) : (args[0] ?? py.none);
      this.setField(op, 'code', this.I(code), 'PySystemExitObject');
    } else if (
      this.isSubtype(py.builtinBase(py.typeOf(op)), py.type('OSError')) &&
      args.length >= 2
    ) {
      this.setField(op, 'myerrno', this.I(args[0]!), 'PyOSErrorObject');
      this.setField(op, 'strerror', this.I(args[1]!), 'PyOSErrorObject');
      if (args[2] !== undefined) {
        this.setField(op, 'filename', this.I(args[2]), 'PyOSErrorObject');
        const old = py.load(op + Exc.ARGS);
        py.store(op + Exc.ARGS, this.tuple([this.I(args[0]!), this.I(args[1]!)]));
        py.decref(old);
      }
    } else if (base === 'ImportError' || base === 'ModuleNotFoundError') {
      this.setField(op, 'msg', this.I(args[0] ?? py.none), 'PyImportErrorObject');
    } else if (this.isSubtype(py.builtinBase(py.typeOf(op)), py.type('SyntaxError'))) {
      const set = (field: string, word: number | undefined): void => {
        if (word !== undefined) this.setField(op, field, this.I(word), 'PySyntaxErrorObject');
      };
      set('msg', args[0]);
      if (args.length === 2 && this.isTuple(args[1]!)) {
        const place = this.tupleItems(args[1]!);
        for (const [i, field] of ['filename', 'lineno', 'offset', 'text'].entries())
          set(field, place[i]);
      }
    } else if (UNICODE_ERRORS.includes(base)) {
      if (args.length !== 5)
        this.typeError(`function takes exactly 5 arguments (${args.length} given)`);
      for (const [i, field] of [
        [0, 'encoding'],
        [1, 'object'],
        [4, 'reason'],
      ] as const)
        this.setField(op, field, this.I(args[i]!), 'PyUnicodeErrorObject');
      for (const [i, field] of [
        [2, 'start'],
        [3, 'end'],
      ] as const)
        py.set(op + this.exceptionField(field, 'PyUnicodeErrorObject'), this.number(args[i]!));
    }
  }

  override raise_(type: string, message: string): never {
    const args = message === '' ? [] : [this.str(message)];
    this.throw_(this.newException(type, args));
  }

  /** `_PyErr_FormatFromCause`: raises an exception that another one, taken over, is the cause of. */
  raiseFrom(type: string, message: string, cause: number): never {
    const op = this.newException(type, [this.str(message)]);
    this.py.store(op + this.exceptionField('cause'), this.I(cause));
    this.py.store(op + this.exceptionField('context'), cause);
    this.py.i32[op + this.exceptionField('suppress_context')] = 1;
    throw new PyExc(op);
  }

  /** Raises an exception whose one argument is an object; takes it over. */
  raiseWith(type: string, argument: number): never {
    this.throw_(this.newException(type, [argument]));
  }

  keyError(key: number): never {
    return this.raiseWith('KeyError', this.I(key));
  }

  /** Raises an exception object; takes it over. */
  throw_(op: number): never {
    const exc = new PyExc(op);
    this.chain(exc);
    throw exc;
  }

  /** `__context__`: what was being handled when this was raised. */
  private chain(exc: PyExc): void {
    const { handled, py } = this;
    if (handled === null || handled.op === exc.op) return;
    const context = this.exceptionField('context');
    // Not in a circle.
    for (let at = handled.op; at !== 0; ) {
      const next = py.load(at + context);
      if (next === exc.op) {
        py.store(at + context, 0);
        py.decref(next);
        break;
      }
      at = next;
    }
    this.setField(exc.op, 'context', this.I(handled.op));
  }

  /** `raise e from c`: takes both over; `cause` 0 is none. */
  raise(value: number, cause: number): never {
    const op = this.instantiate(value);
    if (cause !== 0) {
      const from =
        cause === this.py.none
          ? 0
          : this.instantiate(cause, 'exception causes must derive from BaseException');
      this.setField(op, 'cause', from);
      this.py.i32[op + this.exceptionField('suppress_context')] = 1;
    }
    this.throw_(op);
  }

  abstract call0(f: number, mask: number): number;

  private instantiate(value: number, wrong = 'exceptions must derive from BaseException'): number {
    const { py } = this;
    const base = py.type('BaseException');
    if (this.isType(value) && this.isSubtype(value, base)) {
      const made = this.call0(value, 0);
      if (!this.isSubtype(py.typeOf(made), base)) this.typeError(wrong);
      return made;
    }
    if (this.isSubtype(py.typeOf(value), base)) return value;
    py.decref(value);
    return this.typeError(wrong);
  }

  /** `raise` alone. */
  reraise(): never {
    const { handled } = this;
    if (handled === null) this.raise_('RuntimeError', 'No active exception to reraise');
    const again = new PyExc(this.I(handled.op));
    again.frame = handled.frame;
    throw again;
  }

  assertionError(message: number): never {
    this.throw_(this.newException('AssertionError', message === 0 ? [] : [message]));
  }

  // ---------------------------------------------------------------- on the way up

  /** What was thrown, as a Python exception; what is none passes. */
  toPython(error: unknown): PyExc {
    if (error instanceof PyExc) return error;
    if (this.dead) throw error;
    try {
      if (error instanceof PyError) return this.fromError(error);
      if (error instanceof RangeError && /call stack/.test(error.message)) {
        this.raise_('RecursionError', 'maximum recursion depth exceeded');
      }
    } catch (made) {
      if (made instanceof PyExc) return made;
      throw made;
    }
    this.dead = true;
    throw error;
  }

  private fromError(error: PyError): PyExc {
    this.raise_(error.type, error.type === 'MemoryError' ? '' : error.message);
  }

  /** An exception arrives in a handler of the frame. */
  caught(frame: Frame, error: unknown): PyExc {
    const exc = this.toPython(error);
    this.frame = frame;
    this.addTraceback(frame, exc);
    return exc;
  }

  /** An exception leaves the frame. */
  unwind(frame: Frame, error: unknown): PyExc {
    return this.caught(frame, error);
  }

  /** An exception leaves an inlined comprehension. */
  passing(frame: Frame, error: unknown): PyExc {
    return this.caught(frame, error);
  }

  /** `PyTraceBack_Here`. */
  private addTraceback(frame: Frame, exc: PyExc): void {
    if (exc.frame === frame) return;
    exc.frame = frame;
    const { py } = this;
    const word = exc.op + this.exceptionField('traceback');
    const next = py.load(word);
    const made = newFields(py, 'traceback', { tb_next: next, tb_frame: this.frameObject(frame) });
    py.xdecref(next);
    py.i32[made + (py.structs.offset('PyTracebackObject', 'tb_lineno') >> 2)] = frame.line;
    py.i32[made + (py.structs.offset('PyTracebackObject', 'tb_lasti') >> 2)] = frame.at;
    py.store(word, made);
  }

  /** The object of a frame, borrowed from it: made when it is first asked for. */
  frameObject(frame: Frame): number {
    if (frame.object === 0) {
      frame.object = PyFrame_New(this.py, frame.code.word, false);
      this.frames.set(frame.object, frame);
    }
    return frame.object;
  }

  /** To 3.10: a frame that outlives its call holds what its names are looked up in. */
  holdNames(object: number, globals: number): void {
    const { py } = this;
    const [builtinsWord, globalsWord] = framePlaces(py).names;
    if (globalsWord === undefined) return;
    py.store(object + builtinsWord!, this.I(this.builtinsDict));
    py.store(object + globalsWord, this.I(globals));
  }

  /** Frames by their object. */
  readonly frames = new Map<number, Frame>();

  /** Whether the frame's object outlives the call. */
  keeps(frame: Frame): boolean {
    const { py } = this;
    if (py.refcnt(frame.object) > 1) return true;
    this.frames.delete(frame.object);
    const op = frame.object;
    frame.object = 0;
    py.decref(op);
    return false;
  }

  /** The frame's object takes its locals over; borrowed ones become its own. */
  release(frame: Frame, locals: readonly number[]): void {
    const { py } = this;
    const { object } = frame;
    const { func, slots } = framePlaces(py);
    if (func !== 0 && frame.func !== 0) py.store(object + func, this.I(frame.func));
    this.holdNames(object, frame.globals);
    for (let i = 0; i < locals.length && i < codeSlots(py, frame.code.word); i++) {
      const local = locals[i]!;
      if (local === 0) continue;
      if (i <= 30 && (frame.mask & (1 << i)) !== 0) py.incref(local);
      py.store(object + slots + i * 2, local);
    }
    if (frame.back) {
      const back = this.frameObject(frame.back);
      py.store(object + (py.structs.offset('PyFrameObject', 'f_back') >> 2), this.I(back));
    }
    frame.object = 0;
    py.gc.track(object);
    py.decref(object);
  }

  // ---------------------------------------------------------------- handlers

  /** The exception becomes the one that is being handled. @returns the one before */
  pushExc(exc: PyExc): PyExc | null {
    const before = this.handled;
    this.handled = exc;
    return before;
  }

  /** Leaves a handler: the exception is done, unless it was passed on. */
  popExc(before: PyExc | null, exc: PyExc): void {
    this.handled = before;
    if (exc.passedOn) exc.passedOn = false;
    else if (!this.dead) this.py.decref(exc.op);
  }

  /** Leaves a `finally`: the exception goes on, unless something else took its place. */
  popFinal(before: PyExc | null, exc: PyExc, goesOn: boolean): void {
    this.handled = before;
    if (!goesOn && !this.dead) this.py.decref(exc.op);
  }

  /** Marks an exception that leaves its handler. */
  again(exc: PyExc): PyExc {
    exc.passedOn = true;
    return exc;
  }

  /** Whether a handler of `type`, which it takes over, is for the exception. */
  matches(exc: PyExc, type: number): boolean {
    const { py } = this;
    const types = this.isTuple(type) ? this.tupleItems(type) : [type];
    const of = py.typeOf(exc.op);
    let found = false;
    for (const each of types) {
      if (!this.isType(each) || !this.isSubtype(each, py.type('BaseException'))) {
        py.decref(type);
        this.typeError('catching classes that do not inherit from BaseException is not allowed');
      }
      if (this.isSubtype(of, each)) found = true;
    }
    py.decref(type);
    return found;
  }

  /** Whether a thrown value is a Python exception of a built-in type. */
  isException(error: unknown, type: string): boolean {
    if (error instanceof PyError) return error.type === type;
    return error instanceof PyExc && this.isSubtype(this.py.typeOf(error.op), this.py.type(type));
  }

  /** Catches an exception of a built-in type; others pass. @returns whether it was one */
  swallow(error: unknown, type: string): boolean {
    if (!this.isException(error, type)) return false;
    if (error instanceof PyExc) this.py.decref(error.op);
    return true;
  }

  exceptionArgs(op: number): number[] {
    return this.tupleItems(this.py.load(op + Exc.ARGS));
  }

  /** What `e.name` holds in an exception's own fields, borrowed; 0 when it is empty. */
  exceptionValue(op: number, field: string, struct?: string): number {
    return this.py.load(op + this.exceptionField(field, struct));
  }

  /** An attribute of a class, by name, borrowed, or 0. */
  classAttribute(type: number, name: string): number {
    return this.isHeapType(type) ? PyType_Lookup(this.py, type, this.name(name)) : 0;
  }
}
