import type { Code } from '../compile/code';
import type { RunningFrame } from '../compile/running-frame';
import { callBorrowed } from '../objects/call';
import { newFrameObject } from '../objects/frame';
import { reprObject } from '../objects/repr';
import { collectIfDue } from '../runtime/collect';
import { raiseError } from '../runtime/errors';
import { Frame } from '../runtime/frame';
import { moduleDict } from '../runtime/modules';
import { FUEL, type Runtime } from '../runtime/runtime';
import { discardOutput } from '../runtime/stdout';
import { ProcessExit } from '../runtime/thrown';
import { dictGet, dictPut } from '../runtime/values';
import { stdoutFile, writeStdout, writeTo } from './std-files';

/*
 * Running code (Python/ceval.c).
 */

/** A line begins, at a column. @param isDefinition whether it is a `def` or `class` statement */
export function lineEvent(
  rt: Runtime,
  frame: Frame,
  lineno: number,
  column: number,
  isDefinition: boolean,
): void {
  const { filename, name } = frame.code;
  rt.onLine?.({ filename, lineno, column, name, depth: rt.depth, isDefinition });
}

/** What compiled loops call now and then. @param at the place that a program says when it is stopped here */
export function evalBreaker(rt: Runtime, frame: RunningFrame, at: number): void {
  rt.fuel = FUEL;
  if (rt.host.interrupted()) {
    frame.at = at;
    raiseError(rt, 'KeyboardInterrupt', '');
  }
  rt.threads.yield();
}

/** Runs a frame without arguments: of a module or class. */
export function runCode(rt: Runtime, frame: Frame): number {
  if (rt.framesAreObjects) newFrameObject(rt, frame);
  rt.frame = frame;
  frame.owned = rt.owned.length;
  rt.depth++;
  // `RESUME`: compiling may have taken many objects.
  if (rt.py.gc.scheduled) collectIfDue(rt);
  return frame.code.run(frame);
}

/** Runs a compiled program in a dict of globals. Gives a new reference. */
export function runModule(rt: Runtime, code: Code, globals: number): number {
  return runCode(rt, new Frame(code, 0, globals, globals, rt.frame));
}

/** A program begins. Nothing of a program that was stopped is under way any more. */
export function beginProgram(rt: Runtime): void {
  rt.frame = null;
  rt.depth = 0;
  rt.handled = null;
}

/** What an interactive prompt does with a value: takes it over. */
export function display(rt: Runtime, value: number): void {
  const sys = dictGet(rt, rt.modules, 'sys');
  const names = sys === 0 ? 0 : moduleDict(rt, sys);
  const hook = names === 0 ? 0 : dictGet(rt, names, 'displayhook');
  // A module that nobody has imported yet has all of its hooks.
  if (names !== 0 && hook === 0) {
    rt.py.decref(value);
    raiseError(rt, 'RuntimeError', 'lost sys.displayhook');
  }
  if (hook !== 0 && hook !== dictGet(rt, names, '__displayhook__')) {
    try {
      rt.py.decref(callBorrowed(rt, hook, [value]));
    } finally {
      rt.py.decref(value);
    }
    return;
  }
  if (value !== rt.py.none) {
    writeTo(rt, stdoutFile(rt), () => reprObject(rt, value));
    writeStdout(rt, '\n');
    dictPut(rt, rt.builtinNames, '_', value);
  } else rt.py.decref(value);
}

export function exitProcess(rt: Runtime, status: number): never {
  discardOutput(rt);
  rt.onExit?.();
  rt.dead = true;
  throw new ProcessExit(status);
}
