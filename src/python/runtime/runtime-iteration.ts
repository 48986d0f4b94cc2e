import {
  clearGeneratorSlots,
  clearPointer,
  framePlaces,
  generatorCodeWord,
  generatorFunctionWord,
  generatorSlots,
  PyGen_New,
} from '../../objects';
import type { Code } from '../compile/code';
import { Frame } from './frame';
import { RuntimeAwaiting } from './runtime-awaiting';
import { PyExc } from './runtime-errors';

/** A generator's execution: the JavaScript generator behind it, and how far it is. */
export interface GeneratorState {
  readonly frame: Frame;
  readonly body: Generator<number, number, number>;
  /** Its arguments, as long as it has not begun. */
  locals: number[] | null;
  state: 'created' | 'suspended' | 'running' | 'done';
  handled: PyExc | null;
  /** Closed where nothing would catch it (3.13): its frame's function stays until it dies. */
  keepsFunction: boolean;
  kind: 'generator' | 'coroutine';
}

/** Iteration: iterators of built-in types, generators (Objects/iterobject.c, genobject.c). */
export abstract class RuntimeIteration extends RuntimeAwaiting {
  readonly generators = new Map<number, GeneratorState>();

  // ---------------------------------------------------------------- generators

  override makeGenerator(frame: Frame, locals: number[]): number {
    const { py } = this;
    const { code } = frame;
    const kind = code.isCoroutine ? 'coroutine' : 'generator';
    const names = [this.name(code.name), this.name(code.qualname)] as const;
    const iterated = this.iteratedAtOnce(code, locals);
    const own = this.legacy ? this.takeFrame(code) : 0;
    const op = PyGen_New(py, code.word, ...names, kind, frame.func, own);
    if (own !== 0) py.gc.track(own);
    const held = new Frame(code, frame.func, frame.globals, 0, null);
    if (code.freevars.length > 0) {
      const cells = generatorSlots(py, op) + code.ownNames.length * 2;
      for (let i = 0; i < code.freevars.length; i++) {
        py.memory.storePointer(cells + i * 2, this.I(this.freeCell(frame, i)));
      }
    }
    held.slots = generatorSlots(py, op);
    if (this.legacy) this.holdNames(py.load(this.generatorFrameWord(op)), frame.globals);
    for (const [i, local] of locals.entries()) py.memory.storePointer(held.slots + i * 2, local);
    if (iterated !== 0) {
      held.iterated = iterated;
      const stack = held.slots + (code.ownNames.length + code.freevars.length) * 2;
      py.memory.storePointer(stack, iterated);
    }
    const body = code.run(held, ...locals) as unknown as Generator<number, number, number>;
    this.generators.set(op, {
      frame: held,
      body,
      locals,
      state: 'created',
      handled: null,
      keepsFunction: false,
      kind,
    });
    return op;
  }

  /** From 3.15 on a generator expression asks for its iterator itself, before it is there. */
  private iteratedAtOnce(code: Code, locals: readonly number[]): number {
    if (this.minor < 15 || code.kind !== 'generator') return 0;
    try {
      return this.iterOrSequence(this.I(locals[0]!));
    } catch (error) {
      this.py.decref(locals[0]!);
      throw error;
    }
  }

  protected override nextOfGenerator(op: number): number {
    return this.resume(op, 0, null);
  }

  /** Sends a value (taken over; 0 is None) or an exception into a generator. @returns 0 at its end */
  resume(op: number, sent: number, thrown: PyExc | null): number {
    const { py } = this;
    const gen = this.generators.get(op);
    if (!gen) return 0;
    if (gen.state === 'running') {
      this.valueError(`${gen.kind} already executing`);
    }
    if (gen.state === 'done') {
      if (sent) py.decref(sent);
      if (thrown) throw thrown;
      if (gen.kind === 'coroutine')
        this.raise_('RuntimeError', 'cannot reuse already awaited coroutine');
      return 0;
    }
    if (gen.state === 'created' && sent !== 0 && sent !== py.none) {
      py.decref(sent);
      this.typeError(`can't send non-None value to a just-started ${gen.kind}`);
    }
    if (gen.state === 'created' && thrown) {
      this.finish(op, gen);
      throw thrown;
    }
    const { frame } = gen;
    frame.protected = false;
    if (++this.depth > this.recursionLimit) {
      this.depth--;
      this.raise_('RecursionError', 'maximum recursion depth exceeded');
    }
    frame.back = this.frame;
    this.frame = frame;
    const outer = this.handled;
    if (gen.handled) this.handled = gen.handled;
    gen.locals = null;
    gen.state = 'running';
    this.hideLocals(gen.frame);
    py.incref(op);
    const depth = this.depth;
    try {
      const step = thrown ? gen.body.throw(thrown) : gen.body.next(sent === 0 ? this.N() : sent);
      if (!step.done) {
        gen.state = 'suspended';
        gen.handled = this.handled === outer ? null : this.handled;
        return step.value;
      }
      this.finish(op, gen);
      this.setReturned(step.value);
      return 0;
    } catch (error) {
      this.finish(op, gen);
      return this.generatorRaised(error);
    } finally {
      this.depth = depth - 1;
      this.frame = frame.back;
      this.handled = outer;
      frame.back = null;
      if (!this.dead) py.decref(op);
    }
  }

  /** A StopIteration must not look like the generator's own end. */
  private generatorRaised(error: unknown): never {
    if (!this.isException(error, 'StopIteration')) throw error;
    const cause = this.toPython(error);
    return this.raiseFrom('RuntimeError', 'generator raised StopIteration', cause.op);
  }

  private finish(op: number, gen: GeneratorState): void {
    const { py } = this;
    gen.state = 'done';
    gen.handled = null;
    gen.locals = null;
    // What is left in the slots: the cells from around it and, where it never began, its arguments.
    clearGeneratorSlots(py, op);
    if (this.legacy) this.dropFrame(op);
    else if (!gen.keepsFunction) this.clearFrame(op);
  }

  private clearFrame(op: number): void {
    const { py } = this;
    const words = [generatorFunctionWord(py, op)];
    if (py.structs.find('PyGenObject', 'gi_code') !== undefined) {
      words.push(generatorCodeWord(py, op));
    }
    for (const word of words) clearPointer(py, word);
  }

  private generatorFrameWord(op: number): number {
    return op + (this.py.structs.offset('PyGenObject', 'gi_frame') >> 2);
  }

  /** To 3.10 a generator that is done lets its frame go. */
  private dropFrame(op: number): void {
    const { py } = this;
    const word = this.generatorFrameWord(op);
    const frame = py.load(word);
    py.store(word, 0);
    if (frame === 0) return;
    if (py.refcnt(frame) > 1) {
      py.decref(frame);
      return;
    }
    py.gc.untrack(frame);
    for (const name of framePlaces(py).names) clearPointer(py, frame + name);
    this.recycleFrame(frame, this.generators.get(op)!.frame.code);
  }

  /** While it runs, its variables change: the collector sees only its cells. */
  private hideLocals({ code, slots }: Frame): void {
    const { memory } = this.py;
    const own = code.ownNames.length;
    const after = own + code.freevars.length;
    memory.fill(slots, own * 2);
    memory.fill(slots + after * 2, code.stackSize * 2);
  }

  /** `tp_finalize` of a generator: what waits in it is told that it ends. */
  finalizeGenerator(op: number): void {
    const gen = this.generators.get(op);
    if (!gen || gen.state === 'done' || gen.state === 'running') return;
    this.closeGenerator(op);
  }

  /** `generator.close()`. */
  closeGenerator(op: number): void {
    const gen = this.generators.get(op);
    if (!gen || gen.state === 'done') return;
    const { generatorClose } = this.py.version.objects;
    if (gen.state === 'created') {
      if (generatorClose === 'clears') this.finish(op, gen);
      else gen.state = 'done';
      return;
    }
    gen.keepsFunction = generatorClose === 'keeps-function' && !gen.frame.protected;
    try {
      const value = this.resume(op, 0, new PyExc(this.newException('GeneratorExit', [])));
      if (value !== 0) {
        this.py.decref(value);
        this.raise_('RuntimeError', 'generator ignored GeneratorExit');
      }
    } catch (error) {
      if (!this.swallow(error, 'GeneratorExit') && !this.swallow(error, 'StopIteration'))
        throw error;
    }
  }

  /** Raises StopIteration with what the iterator that just ended returned. */
  stop(): never {
    const value = this.takeReturned();
    if (value !== this.py.none) return this.raiseWith('StopIteration', value);
    this.py.decref(value);
    return this.raise_('StopIteration', '');
  }

  /** `next(it)`. */
  nextOrStop(it: number): number {
    return this.next(it) || this.stop();
  }

  /** `generator.throw(type, value)`, borrowed: 0 at the end. */
  throwInto_(op: number, kind: number, value: number): number {
    const { py } = this;
    let exception: number;
    if (!this.isType(kind)) exception = this.I(kind);
    else if (value === py.none) exception = this.callWords(kind, []);
    else if (this.isSubtype(py.typeOf(value), kind)) exception = this.I(value);
    else exception = this.callWords(kind, [this.I(value)]);
    if (!this.isSubtype(py.typeOf(exception), py.type('BaseException'))) {
      py.decref(exception);
      this.typeError(
        'exceptions must be classes or instances deriving from BaseException, not str',
      );
    }
    return this.resume(op, 0, new PyExc(exception));
  }

  /** What `yield from` goes over: takes it over. */
  delegate(o: number): number {
    return this.iter(o);
  }

  /** Goes over a borrowed iterator on behalf of a generator; gives what it returned. */
  *yieldFrom(frame: Frame, it: number): Generator<number, number, number> {
    const isGenerator = this.generators.has(it);
    let sent = this.N();
    let thrown: PyExc | null = null;
    try {
      for (;;) {
        let value: number;
        if (thrown) value = this.throwInto(it, thrown, isGenerator);
        else if (isGenerator) value = this.resume(it, sent, null);
        else value = this.sendTo(it, sent);
        if (value === 0) return this.takeReturned();
        thrown = null;
        try {
          sent = yield value;
        } catch (error) {
          thrown = this.toPython(error);
          this.frame = frame;
        }
      }
    } finally {
      // It goes on: what was shown for the wait changes from here on.
      this.hideLocals(frame);
    }
  }

  private sendTo(it: number, sent: number): number {
    if (sent === this.py.none) {
      this.py.decref(sent);
      return this.next(it);
    }
    try {
      return this.callMethod(it, 'send', [sent]);
    } catch (error) {
      if (!this.isException(error, 'StopIteration')) throw error;
      this.endWith(error);
      return 0;
    }
  }

  private throwInto(it: number, thrown: PyExc, isGenerator: boolean): number {
    if (isGenerator) {
      if (this.isException(thrown, 'GeneratorExit')) {
        this.closeGenerator(it);
        throw thrown;
      }
      return this.resume(it, 0, thrown);
    }
    const method = this.getOptional(it, this.name('throw'));
    if (method === 0) throw thrown;
    try {
      return this.callWords(method, [thrown.op]);
    } catch (error) {
      if (!this.isException(error, 'StopIteration')) throw error;
      this.endWith(error);
      return 0;
    } finally {
      this.py.decref(method);
    }
  }

  /** Calls a method by name; takes the arguments over. */
  callMethod(o: number, name: string, args: number[]): number {
    const method = this.getAttr(o, name);
    try {
      return this.callWords(method, args);
    } finally {
      this.py.decref(method);
    }
  }
}
