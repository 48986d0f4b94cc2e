import { setPointer } from '../../objects/dealloc';
import { newFields } from '../../objects/field-objects';
import { defineMethod, slotsOf } from '../runtime/define';
import { isException, raiseError, swallow } from '../runtime/errors';
import type { GeneratorState } from '../runtime/generator-state';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { newTuple, tupleItems } from '../runtime/values';
import { callBorrowed } from './call';
import { generatorThrow, raiseStopIteration, resumeGenerator } from './generator';
import { setReturned, takeReturned } from './iter';
import { onNext } from './iterator-slots';

/*
 * Asynchronous generators (Objects/genobject.c): `asend`, `athrow` and `aclose` give awaitables, which run the
 * generator when they are awaited. What it yields is wrapped, so that it is not taken for what an `await` in it gives.
 */

/** Words of `PyAsyncGenASend` and `PyAsyncGenAThrow`; the state of the first is behind its value. */
const enum Awaitable {
  GENERATOR = 4,
  /** What is sent, or the tuple of what is thrown; 0 of `aclose`. */
  ARGUMENT = 6,
}

const enum State {
  INIT,
  ITER,
  CLOSED,
}

const WRAPPED_VALUE = 4;

/** `_PyAsyncGenValueWrapperNew`: what an asynchronous generator yields. Steals the value. */
export function asyncGenWrap(rt: Runtime, value: number): number {
  const op = newFields(rt.py, 'async_generator_wrapped_value', { agw_val: value });
  rt.py.decref(value);
  return op;
}

function stateOf(rt: Runtime, gen: number): GeneratorState {
  return rt.generators.get(gen)!;
}

/** `async_gen_init_hooks`: at the first use, the hooks of the thread are told, and kept. */
function initHooks(rt: Runtime, gen: number): void {
  const state = stateOf(rt, gen);
  if (state.hooksInited) return;
  state.hooksInited = true;
  const [first, finalizer] = rt.asyncHooks;
  if (finalizer !== 0) setPointer(rt.py, gen + finalizerWord(rt), newRef(rt, finalizer));
  if (first !== 0) rt.py.decref(callBorrowed(rt, first, [gen]));
}

function finalizerWord(rt: Runtime): number {
  return rt.py.structs.offset('PyAsyncGenObject', 'gi_origin_or_finalizer') >> 2;
}

/** Tells the hook of an asynchronous generator that it dies. @returns whether there is one */
function finalizeAsync(rt: Runtime, gen: number): boolean {
  const finalizer = rt.py.load(gen + finalizerWord(rt));
  if (finalizer === 0 || stateOf(rt, gen).closed) return false;
  rt.py.decref(callBorrowed(rt, finalizer, [gen]));
  return true;
}

/** `async_gen_unwrap_value`: what an awaitable gives of what the generator gave; 0 ends it. */
function unwrap(rt: Runtime, gen: number, run: () => number): number {
  const state = stateOf(rt, gen);
  let result: number;
  try {
    result = run();
  } catch (error) {
    if (isException(rt, error, 'StopAsyncIteration') || isException(rt, error, 'GeneratorExit'))
      state.closed = true;
    state.runningAsync = false;
    throw error;
  }
  if (result === 0) {
    rt.py.decref(takeReturned(rt));
    state.closed = true;
    state.runningAsync = false;
    return raiseError(rt, 'StopAsyncIteration', '');
  }
  if (!isWrapped(rt, result)) return result;
  setReturned(rt, newRef(rt, rt.py.load(result + WRAPPED_VALUE)));
  rt.py.decref(result);
  state.runningAsync = false;
  return 0;
}

function isWrapped(rt: Runtime, op: number): boolean {
  return rt.py.typeOf(op) === rt.py.type('async_generator_wrapped_value');
}

function isDone(rt: Runtime, gen: number): boolean {
  return stateOf(rt, gen).state === 'done';
}

function reused(rt: Runtime, what: string): never {
  return raiseError(rt, 'RuntimeError', `cannot reuse already awaited ${what}`);
}

/** The number of the state is in the last field of an awaitable. */
function stateWord(rt: Runtime, type: string): number {
  const [struct, field] =
    type === 'async_generator_asend'
      ? ['PyAsyncGenASend', 'ags_state']
      : ['PyAsyncGenAThrow', 'agt_state'];
  return rt.py.structs.offset(struct!, field!) >> 2;
}

function setState(rt: Runtime, word: number, state: State): void {
  rt.py.memory.touch(word, 1);
  rt.py.i32[word] = state;
}

/** An awaitable of a generator. Borrows all. */
function newAwaitable(rt: Runtime, type: string, gen: number, argument: number): number {
  initHooks(rt, gen);
  const fields: Record<string, number> =
    type === 'async_generator_asend'
      ? { ags_gen: gen, ags_sendval: argument }
      : { agt_gen: gen, agt_args: argument };
  const op = newFields(rt.py, type, fields);
  setState(rt, op + stateWord(rt, type), State.INIT);
  return op;
}

export function installAsyncGenerators(rt: Runtime): void {
  const { py } = rt;
  rt.finalizeAsync = (gen) => finalizeAsync(rt, gen);
  rt.holders.push({
    place: 'objects/async-generator.ts: hooks',
    words: () => rt.asyncHooks.filter((hook) => hook !== 0),
  });
  const type = rt.asyncGeneratorType;
  defineMethod(rt, type, '__aiter__', 0, 0, ([gen]) => newRef(rt, gen!));
  defineMethod(rt, type, '__anext__', 0, 0, ([gen]) =>
    newAwaitable(rt, 'async_generator_asend', gen!, 0),
  );
  defineMethod(rt, type, 'asend', 1, 1, ([gen, value]) =>
    newAwaitable(rt, 'async_generator_asend', gen!, value!),
  );
  defineMethod(rt, type, 'aclose', 0, 0, ([gen]) =>
    newAwaitable(rt, 'async_generator_athrow', gen!, 0),
  );
  defineMethod(rt, type, 'athrow', 1, 3, ([gen, ...args]) => {
    const tuple = newTuple(
      rt,
      args.map((arg) => newRef(rt, arg)),
    );
    try {
      return newAwaitable(rt, 'async_generator_athrow', gen!, tuple);
    } finally {
      py.decref(tuple);
    }
  });
  installAwaitable(rt, 'async_generator_asend', asendRun);
  installAwaitable(rt, 'async_generator_athrow', athrowRun);
}

/** What an awaitable does when something is sent to it (borrowed): 0 at the end. */
type Run = (rt: Runtime, o: number, gen: number, sent: number) => number;

function installAwaitable(rt: Runtime, name: string, run: Run): void {
  const { py } = rt;
  const word = stateWord(rt, name);
  const generator = (o: number): number => py.load(o + Awaitable.GENERATOR);
  const closing = (o: number, body: () => number): number => {
    try {
      const value = body();
      if (value === 0) setState(rt, o + word, State.CLOSED);
      return value;
    } catch (error) {
      setState(rt, o + word, State.CLOSED);
      throw error;
    }
  };
  const send = (o: number, value: number): number =>
    closing(o, () => run(rt, o, generator(o), value));
  const type = onNext(rt, name, (o) => send(o, py.none));
  defineMethod(rt, type, '__await__', 0, 0, ([o]) => newRef(rt, o!));
  defineMethod(rt, type, 'send', 1, 1, ([o, value]) => send(o!, value!) || raiseStopIteration(rt));
  const throwInto = (o: number, args: readonly number[]): number =>
    closing(o, () => {
      const gen = generator(o);
      if (py.i32[o + word] === State.INIT && rt.behaviour.awaitablesBegin) {
        if (stateOf(rt, gen).runningAsync) running(rt, nameOfRunning(rt, o));
        setState(rt, o + word, State.ITER);
        stateOf(rt, gen).runningAsync = true;
      }
      const thrown = (): number => generatorThrow(rt, gen, args);
      return isClose(rt, o) ? closed(rt, gen, thrown) : unwrap(rt, gen, thrown);
    });
  defineMethod(rt, type, 'throw', 1, 3, ([o, ...args]) => {
    if (py.i32[o! + word] === State.CLOSED) reused(rt, nameOf(rt, o!));
    return throwInto(o!, args) || raiseStopIteration(rt);
  });
  defineMethod(rt, type, 'close', 0, 0, ([o]) => {
    if (rt.behaviour.awaitablesClose && py.i32[o! + word] !== State.CLOSED)
      closeAwaitable(rt, () => throwInto(o!, [py.type('GeneratorExit')]));
    setState(rt, o! + word, State.CLOSED);
    return newNone(rt);
  });
  slotsOf(rt, type).iter = (o) => newRef(rt, o);
}

/** `async_gen_asend_close`: throws GeneratorExit, which has to end it. */
function closeAwaitable(rt: Runtime, run: () => number): void {
  let value: number;
  try {
    value = run();
  } catch (error) {
    const ends = ['StopIteration', 'StopAsyncIteration', 'GeneratorExit'];
    if (ends.some((type) => swallow(rt, error, type))) return;
    throw error;
  }
  rt.py.decref(value === 0 ? takeReturned(rt) : value);
  if (value !== 0) raiseError(rt, 'RuntimeError', 'coroutine ignored GeneratorExit');
}

function isClose(rt: Runtime, o: number): boolean {
  return (
    rt.py.typeOf(o) === rt.py.type('async_generator_athrow') &&
    rt.py.load(o + Awaitable.ARGUMENT) === 0
  );
}

function nameOf(rt: Runtime, o: number): string {
  return rt.py.typeOf(o) === rt.py.type('async_generator_asend')
    ? '__anext__()/asend()'
    : 'aclose()/athrow()';
}

function nameOfRunning(rt: Runtime, o: number): string {
  if (rt.py.typeOf(o) === rt.py.type('async_generator_asend')) return 'anext()';
  return isClose(rt, o) ? 'aclose()' : 'athrow()';
}

function running(rt: Runtime, what: string): never {
  return raiseError(rt, 'RuntimeError', `${what}: asynchronous generator is already running`);
}

/** `async_gen_asend_send`. */
function asendRun(rt: Runtime, o: number, gen: number, sent: number): number {
  const { py } = rt;
  const word = o + stateWord(rt, 'async_generator_asend');
  if (py.i32[word] === State.CLOSED) reused(rt, '__anext__()/asend()');
  let value = sent;
  if (py.i32[word] === State.INIT) {
    if (stateOf(rt, gen).runningAsync) running(rt, 'anext()');
    if (sent === py.none) value = py.load(o + Awaitable.ARGUMENT) || py.none;
    setState(rt, word, State.ITER);
  }
  stateOf(rt, gen).runningAsync = true;
  return unwrap(rt, gen, () => resumeGenerator(rt, gen, newRef(rt, value), null));
}

/** `async_gen_athrow_send`. */
function athrowRun(rt: Runtime, o: number, gen: number, sent: number): number {
  const { py } = rt;
  const word = o + stateWord(rt, 'async_generator_athrow');
  const state = stateOf(rt, gen);
  const args = py.load(o + Awaitable.ARGUMENT);
  const begins = py.i32[word] === State.INIT;
  if (py.i32[word] === State.CLOSED) reused(rt, 'aclose()/athrow()');
  if (isDone(rt, gen)) return 0;
  if (begins) {
    if (state.runningAsync) running(rt, args === 0 ? 'aclose()' : 'athrow()');
    if (state.closed) raiseError(rt, 'StopAsyncIteration', '');
    if (sent !== py.none)
      raiseError(rt, 'RuntimeError', "can't send non-None value to a just-started coroutine");
    setState(rt, word, State.ITER);
    state.runningAsync = true;
  }
  const resume = (): number => resumeGenerator(rt, gen, newRef(rt, sent), null);
  if (args === 0) {
    if (begins) state.closed = true;
    const exit = py.type('GeneratorExit');
    return closed(rt, gen, begins ? () => generatorThrow(rt, gen, [exit]) : resume);
  }
  const given = tupleItems(rt, args);
  try {
    return unwrap(rt, gen, begins ? () => generatorThrow(rt, gen, given, 'athrow') : resume);
  } finally {
    if (isDone(rt, gen)) state.runningAsync = false;
  }
}

/** What `aclose` makes of the generator's answer: its end is what was wanted. */
function closed(rt: Runtime, gen: number, run: () => number): number {
  const state = stateOf(rt, gen);
  let result: number;
  try {
    result = run();
  } catch (error) {
    state.runningAsync = false;
    if (swallow(rt, error, 'StopAsyncIteration') || swallow(rt, error, 'GeneratorExit')) return 0;
    throw error;
  }
  if (result === 0) {
    rt.py.decref(takeReturned(rt));
    state.runningAsync = false;
    return 0;
  }
  if (!isWrapped(rt, result)) return result;
  rt.py.decref(result);
  state.runningAsync = false;
  return raiseError(rt, 'RuntimeError', 'async generator ignored GeneratorExit');
}

/** `sys.set_asyncgen_hooks`: 0 leaves a hook as it is. Borrows both. */
export function setAsyncHooks(rt: Runtime, given: readonly [number, number]): void {
  for (const [i, hook] of given.entries()) {
    if (hook === 0) continue;
    const old = rt.asyncHooks[i]!;
    rt.asyncHooks[i] = hook === rt.py.none ? 0 : newRef(rt, hook);
    if (old !== 0) rt.py.decref(old);
  }
}
