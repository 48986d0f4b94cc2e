import { clearGeneratorSlots, clearPointer } from '../../objects/dealloc';
import {
  framePlaces,
  generatorCodeWord,
  generatorFunctionWord,
  generatorSlots,
  PyGen_New,
} from '../../objects/field-objects';
import type { Code } from '../compile/code';
import {
  chainException,
  isException,
  newException,
  raiseError,
  raiseFrom,
  raiseWith,
  swallow,
  toPython,
  typeError,
  valueError,
} from '../runtime/errors';
import { Frame } from '../runtime/frame';
import type { GeneratorState } from '../runtime/generator-state';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { PyExc } from '../runtime/thrown';
import { internName } from '../runtime/values';
import { callWords } from './call';
import { callMethod } from './call-method';
import { freeCell } from './cell';
import { holdNames, keeps, recycleFrame, release, takeFrame } from './frame';
import { lookupAttr } from './getattr';
import { endWith, iterNext, iterOrSequence, setReturned, takeIter, takeReturned } from './iter';
import { thrownException } from './throw-arguments';

/*
 * Generators and coroutines (Objects/genobject.c).
 */

export function makeGenerator(rt: Runtime, frame: Frame, locals: number[]): number {
  const { py } = rt;
  const { code } = frame;
  const kind = !code.isCoroutine ? 'generator' : code.isGenerator ? 'async generator' : 'coroutine';
  const named = (field: string): number =>
    py.load(frame.func + (py.structs.offset('PyFunctionObject', field) >> 2));
  const names = [named('func_name'), named('func_qualname')] as const;
  const iterated = iteratedAtOnce(rt, code, locals);
  const own = rt.framesAreObjects ? takeFrame(rt, code) : 0;
  const op = PyGen_New(py, code.word, ...names, kind.replace(' ', '_'), frame.func, own);
  if (own !== 0) py.gc.track(own);
  const held = new Frame(code, frame.func, frame.globals, 0, null);
  if (code.freevars.length > 0) {
    const cells = generatorSlots(py, op) + code.ownNames.length * 2;
    for (let i = 0; i < code.freevars.length; i++) {
      py.store(cells + i * 2, newRef(rt, freeCell(rt, frame, i)));
    }
  }
  held.slots = generatorSlots(py, op);
  if (rt.framesAreObjects) holdNames(rt, py.load(generatorFrameWord(rt, op)), frame.globals);
  for (const [i, local] of locals.entries()) py.store(held.slots + i * 2, local);
  if (iterated !== 0) {
    held.iterated = iterated;
    const stack = held.slots + (code.ownNames.length + code.freevars.length) * 2;
    py.store(stack, iterated);
  }
  const body = code.run(held, ...locals) as unknown as Generator<number, number, number>;
  rt.generators.set(op, {
    frame: held,
    body,
    locals,
    state: 'created',
    handled: null,
    keepsFunction: false,
    kind,
    hooksInited: false,
    closed: false,
    runningAsync: false,
  });
  return op;
}

/** From 3.15 on a generator expression makes its iterator itself, before the generator exists. */
function iteratedAtOnce(rt: Runtime, code: Code, locals: readonly number[]): number {
  if (!rt.behaviour.iteratesLate || code.kind !== 'generator' || code.iteratesAsync) return 0;
  try {
    return iterOrSequence(rt, newRef(rt, locals[0]!));
  } catch (error) {
    rt.py.decref(locals[0]!);
    throw error;
  }
}

export function nextOfGenerator(rt: Runtime, op: number): number {
  return resumeGenerator(rt, op, 0, null);
}

/** Sends a value (taken over; 0 is None) or an exception into a generator. @returns 0 at its end */
export function resumeGenerator(
  rt: Runtime,
  op: number,
  sent: number,
  thrown: PyExc | null,
): number {
  const { py } = rt;
  const gen = rt.generators.get(op);
  if (!gen) return 0;
  if (gen.state === 'running') {
    valueError(rt, `${gen.kind} already executing`);
  }
  if (gen.state === 'done') {
    if (sent) py.decref(sent);
    if (thrown) throw thrown;
    if (gen.kind === 'coroutine')
      raiseError(rt, 'RuntimeError', 'cannot reuse already awaited coroutine');
    return 0;
  }
  if (gen.state === 'created' && sent !== 0 && sent !== py.none) {
    py.decref(sent);
    typeError(rt, `can't send non-None value to a just-started ${gen.kind}`);
  }
  if (gen.state === 'created' && thrown) {
    finishGenerator(rt, op, gen);
    throw thrown;
  }
  const { frame } = gen;
  frame.protected = false;
  if (++rt.depth > rt.recursionLimit) {
    rt.depth--;
    raiseError(rt, 'RecursionError', 'maximum recursion depth exceeded');
  }
  frame.back = rt.frame;
  rt.frame = frame;
  frame.owned = rt.owned.length;
  const outer = rt.handled;
  frame.outer = outer;
  if (gen.handled) rt.handled = gen.handled;
  // `_PyErr_ChainStackItem`.
  if (gen.handled && thrown && rt.behaviour.throwChains) chainException(rt, thrown);
  gen.locals = null;
  // Where it has not begun there is nothing to send it to.
  const begins = gen.state === 'created';
  if (begins && sent !== 0) py.decref(sent);
  const value = begins || thrown ? 0 : sent === 0 ? newNone(rt) : sent;
  gen.state = 'running';
  hideLocals(rt, gen.frame);
  py.incref(op);
  const depth = rt.depth;
  try {
    const step = thrown ? gen.body.throw(thrown) : gen.body.next(value);
    if (!step.done) {
      gen.state = 'suspended';
      gen.handled = rt.handled === outer ? null : rt.handled;
      return step.value;
    }
    finishGenerator(rt, op, gen);
    setReturned(rt, step.value);
    return 0;
  } catch (error) {
    finishGenerator(rt, op, gen);
    return generatorRaised(rt, gen, error);
  } finally {
    rt.depth = depth - 1;
    rt.frame = frame.back;
    rt.handled = outer;
    frame.back = null;
    if (!rt.dead) py.decref(op);
  }
}

/** A StopIteration must not look like the generator's own end. */
function generatorRaised(rt: Runtime, { kind }: GeneratorState, error: unknown): never {
  const ends = ['StopIteration', ...(kind === 'async generator' ? ['StopAsyncIteration'] : [])];
  const end = ends.find((type) => isException(rt, error, type));
  if (end === undefined) throw error;
  const cause = toPython(rt, error);
  return raiseFrom(rt, 'RuntimeError', `${kind} raised ${end}`, cause.op);
}

function finishGenerator(rt: Runtime, op: number, gen: GeneratorState): void {
  const { py } = rt;
  dropFresh(rt, gen);
  gen.state = 'done';
  gen.handled = null;
  gen.locals = null;
  // Drops what is left in the slots: the cells of free variables and, if it never began, its arguments.
  clearGeneratorSlots(py, op);
  if (rt.framesAreObjects) dropGeneratorFrame(rt, op);
  else if (!gen.keepsFunction) clearGeneratorFrame(rt, op);
}

/** A generator that never begins lets its frame's object go: its code does so where it runs. */
function dropFresh(rt: Runtime, { state, frame }: GeneratorState): void {
  if (state === 'created' && frame.object !== 0 && keeps(rt, frame)) release(rt, frame, []);
}

function clearGeneratorFrame(rt: Runtime, op: number): void {
  const { py } = rt;
  const words = [generatorFunctionWord(py, op)];
  if (py.structs.find('PyGenObject', 'gi_code') !== undefined) {
    words.push(generatorCodeWord(py, op));
  }
  for (const word of words) clearPointer(py, word);
}

function generatorFrameWord(rt: Runtime, op: number): number {
  return op + (rt.py.structs.offset('PyGenObject', 'gi_frame') >> 2);
}

/** To 3.10 a generator that is done lets its frame go. */
function dropGeneratorFrame(rt: Runtime, op: number): void {
  const { py } = rt;
  const word = generatorFrameWord(rt, op);
  const frame = py.load(word);
  py.store(word, 0);
  if (frame === 0) return;
  if (py.refcnt(frame) > 1) {
    py.decref(frame);
    return;
  }
  py.gc.untrack(frame);
  for (const name of framePlaces(py).names) clearPointer(py, frame + name);
  recycleFrame(rt, frame, rt.generators.get(op)!.frame.code);
}

/** While it runs, its variables change: the collector sees only its cells. */
function hideLocals(rt: Runtime, { code, slots }: Frame): void {
  const { memory } = rt.py;
  const own = code.ownNames.length;
  const after = own + code.freevars.length;
  memory.fill(slots, own * 2);
  memory.fill(slots + after * 2, code.stackSize * 2);
}

/** `tp_finalize` of a generator: throws GeneratorExit into it. */
export function finalizeGenerator(rt: Runtime, op: number): void {
  const gen = rt.generators.get(op);
  if (!gen || gen.state === 'done' || gen.state === 'running') return;
  if (gen.kind === 'async generator' && rt.finalizeAsync(op)) return;
  closeGenerator(rt, op);
}

/** `generator.close()`. */
export function closeGenerator(rt: Runtime, op: number): void {
  const gen = rt.generators.get(op);
  if (!gen || gen.state === 'done') return;
  const { generatorClose } = rt.py.version.objects;
  if (gen.state === 'created') {
    if (generatorClose === 'clears') finishGenerator(rt, op, gen);
    else {
      dropFresh(rt, gen);
      gen.state = 'done';
    }
    return;
  }
  gen.keepsFunction = generatorClose === 'keeps-function' && !gen.frame.protected;
  try {
    const value = resumeGenerator(rt, op, 0, new PyExc(newException(rt, 'GeneratorExit', [])));
    if (value !== 0) {
      rt.py.decref(value);
      raiseError(rt, 'RuntimeError', `${gen.kind} ignored GeneratorExit`);
    }
  } catch (error) {
    if (!swallow(rt, error, 'GeneratorExit') && !swallow(rt, error, 'StopIteration')) throw error;
  }
}

/** Raises StopIteration with the value that the iterator returned at its end. */
export function raiseStopIteration(rt: Runtime): never {
  const value = takeReturned(rt);
  if (value !== rt.py.none) return raiseWith(rt, 'StopIteration', value);
  rt.py.decref(value);
  return raiseError(rt, 'StopIteration', '');
}

/** `next(it)`. */
export function nextOrStop(rt: Runtime, it: number): number {
  return iterNext(rt, it) || raiseStopIteration(rt);
}

/** `generator.throw(type, value, traceback)`, borrowed: 0 at the end. */
export function generatorThrow(
  rt: Runtime,
  op: number,
  args: readonly number[],
  called?: string,
): number {
  return resumeGenerator(rt, op, 0, thrownException(rt, args, called));
}

/** The iterator of `yield from`: steals the value. */
export function yieldFromIter(rt: Runtime, o: number): number {
  return takeIter(rt, o);
}

/** Iterates on behalf of a generator (`yield from`). Borrows the iterator; gives its return value. */
export function* yieldFrom(
  rt: Runtime,
  frame: Frame,
  it: number,
): Generator<number, number, number> {
  const isGenerator = rt.generators.has(it);
  let sent = newNone(rt);
  let thrown: PyExc | null = null;
  try {
    for (;;) {
      let value: number;
      if (thrown) value = throwOn(rt, frame, it, thrown, isGenerator);
      else if (isGenerator) value = resumeGenerator(rt, it, sent, null);
      else value = sendTo(rt, it, sent);
      if (value === 0) return takeReturned(rt);
      thrown = null;
      frame.delegate = it;
      try {
        sent = yield value;
      } catch (error) {
        thrown = toPython(rt, error);
        rt.frame = frame;
      } finally {
        frame.delegate = 0;
      }
    }
  } finally {
    // It goes on: what was shown for the wait changes from here on.
    hideLocals(rt, frame);
  }
}

function sendTo(rt: Runtime, it: number, sent: number): number {
  if (sent === rt.py.none) {
    rt.py.decref(sent);
    return iterNext(rt, it);
  }
  try {
    return callMethod(rt, it, 'send', [sent]);
  } catch (error) {
    if (!isException(rt, error, 'StopIteration')) throw error;
    endWith(rt, error);
    return 0;
  }
}

/** What the iterator raises for it is thrown into the generator that waits in its turn. */
function throwOn(
  rt: Runtime,
  frame: Frame,
  it: number,
  thrown: PyExc,
  isGenerator: boolean,
): number {
  try {
    return throwInto(rt, it, thrown, isGenerator);
  } catch (error) {
    if (error instanceof PyExc && rt.handled !== frame.outer && rt.behaviour.throwChains)
      chainException(rt, error);
    throw error;
  }
}

function throwInto(rt: Runtime, it: number, thrown: PyExc, isGenerator: boolean): number {
  if (isGenerator) {
    if (isException(rt, thrown, 'GeneratorExit')) {
      closeGenerator(rt, it);
      throw thrown;
    }
    return resumeGenerator(rt, it, 0, thrown);
  }
  const method = lookupAttr(rt, it, internName(rt, 'throw'));
  if (method === 0) throw thrown;
  try {
    return callWords(rt, method, [thrown.op]);
  } catch (error) {
    if (!isException(rt, error, 'StopIteration')) throw error;
    endWith(rt, error);
    return 0;
  } finally {
    rt.py.decref(method);
  }
}
