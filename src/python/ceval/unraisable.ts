import { callBorrowed } from '../objects/call';
import { lookupAttr } from '../objects/getattr';
import { repr } from '../objects/repr';
import { structSequence } from '../objects/struct-sequence';
import { exceptionField, toPython } from '../runtime/errors';
import { moduleDict } from '../runtime/modules';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { flushStdout } from '../runtime/stdout';
import type { PyExc } from '../runtime/thrown';
import { dictGet, internName } from '../runtime/values';
import { writeStderr } from './std-files';
import { formatException } from './traceback';

/*
 * Exceptions that nobody can catch: of finalizers and callbacks (`PyErr_WriteUnraisable` in Python/errors.c).
 */

/**
 * Tells `sys.unraisablehook`, or prints, what `obj` (0 for none) raised. All borrowed.
 * @param shown what is printed where no hook is told
 */
export function writeUnraisable(
  rt: Runtime,
  exc: number,
  obj: number,
  what = '',
  shown = obj,
): void {
  const sys = dictGet(rt, rt.modules, 'sys');
  const names = sys === 0 ? 0 : moduleDict(rt, sys);
  const hook = names === 0 ? 0 : dictGet(rt, names, 'unraisablehook');
  if (hook === 0 || hook === dictGet(rt, names, '__unraisablehook__')) {
    printUnraisable(rt, exc, shown, what);
    return;
  }
  const { py } = rt;
  const traceback = py.load(exc + exceptionField(rt, 'traceback')) || py.none;
  const given = structSequence(
    rt,
    'UnraisableHookArgs',
    ['exc_type', 'exc_value', 'exc_traceback', 'err_msg', 'object'],
    [
      newRef(rt, py.typeOf(exc)),
      newRef(rt, exc),
      newRef(rt, traceback),
      newNone(rt),
      newRef(rt, obj || py.none),
    ],
  );
  try {
    py.decref(callBorrowed(rt, hook, [given]));
  } catch (error) {
    const failed = toPython(rt, error);
    printUnraisable(rt, failed.op, hook, '');
    py.decref(failed.op);
  } finally {
    if (!rt.dead) py.decref(given);
  }
}

/** `_PyErr_PrintEx`: calls the program's `sys.excepthook` for what ends it. @returns whether there is one */
export function callExceptHook(rt: Runtime, { op }: PyExc): boolean {
  const sys = dictGet(rt, rt.modules, 'sys');
  const names = sys === 0 ? 0 : moduleDict(rt, sys);
  const hook = names === 0 ? 0 : dictGet(rt, names, 'excepthook');
  if (hook === 0 || hook === dictGet(rt, names, '__excepthook__')) return false;
  const { py } = rt;
  const traceback = py.load(op + exceptionField(rt, 'traceback')) || py.none;
  try {
    py.decref(callBorrowed(rt, hook, [py.typeOf(op), op, traceback]));
  } catch (error) {
    const failed = toPython(rt, error);
    const texts = ['Error in sys.excepthook:\n', formatException(rt, failed.op)];
    texts.push('\nOriginal exception was:\n', formatException(rt, op));
    rt.host.write('stderr', texts.join(''));
    py.decref(failed.op);
  }
  flushStdout(rt);
  return true;
}

function printUnraisable(rt: Runtime, exc: number, obj: number, what: string): void {
  const where = obj === 0 ? what : reprOf(rt, obj);
  writeStderr(rt, `Exception ignored in: ${where}\n${formatException(rt, exc)}`);
  rt.residue.printedUnraisable();
}

function reprOf(rt: Runtime, obj: number): string {
  try {
    return repr(rt, obj);
  } catch (error) {
    rt.py.decref(toPython(rt, error).op);
    return '<object repr() failed>';
  }
}

/** `sys.__unraisablehook__`: prints what it is given, borrowed. */
export function printUnraisableArguments(rt: Runtime, given: number): void {
  const { py } = rt;
  const get = (name: string): number => lookupAttr(rt, given, internName(rt, name));
  const [exc, obj] = [get('exc_value'), get('object')];
  if (exc !== 0 && exc !== py.none) printUnraisable(rt, exc, obj === py.none ? 0 : obj, '');
  py.xdecref(exc);
  py.xdecref(obj);
}
