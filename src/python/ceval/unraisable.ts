import type { UnraisableMessage } from '../../versions/unraisable';
import { callBorrowed } from '../objects/call';
import { lookupAttr } from '../objects/getattr';
import { repr, strOf } from '../objects/repr';
import { structSequence } from '../objects/struct-sequence';
import { exceptionField, toPython } from '../runtime/errors';
import { moduleDict } from '../runtime/modules';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { flushStdout } from '../runtime/stdout';
import type { PyExc } from '../runtime/thrown';
import { dictGet, internName, newStr } from '../runtime/values';
import { writeStderr } from './std-files';
import { formatException, formatUnraisable } from './traceback';

/*
 * Exceptions that nobody can catch: of finalizers and callbacks (`PyErr_WriteUnraisable` in Python/errors.c).
 */

const IN_HOOK = 'Exception ignored in sys.unraisablehook';

/** Tells `sys.unraisablehook`, or prints, what `obj` raised. All borrowed. */
export function writeUnraisable(
  rt: Runtime,
  exc: number,
  obj: number,
  message: UnraisableMessage,
): void {
  const named = message.named ? reprOf(rt, obj) : '';
  // Without a repr there is nothing to say but the exception.
  const told = message.named && named !== undefined ? `${message.text} ${named}` : message.text;
  const text = message.named && named === undefined ? null : told;
  const about = message.named ? 0 : obj;
  const sys = dictGet(rt, rt.modules, 'sys');
  const names = sys === 0 ? 0 : moduleDict(rt, sys);
  const hook = names === 0 ? 0 : dictGet(rt, names, 'unraisablehook');
  if (hook === 0 || hook === dictGet(rt, names, '__unraisablehook__')) {
    printUnraisable(rt, exc, about, text);
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
      text === null ? newNone(rt) : newStr(rt, text),
      newRef(rt, about || py.none),
    ],
  );
  try {
    py.decref(callBorrowed(rt, hook, [given]));
  } catch (error) {
    const failed = toPython(rt, error);
    printUnraisable(rt, failed.op, hook, IN_HOOK);
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
    const texts = ['Error in sys.excepthook:\n', formatException(rt, failed.op, 'uncaught')];
    texts.push('\nOriginal exception was:\n', formatException(rt, op, 'uncaught'));
    rt.host.write('stderr', texts.join(''));
    py.decref(failed.op);
  }
  flushStdout(rt);
  return true;
}

/** `write_unraisable_exc`: the message, with the object if there is one, then the exception. */
function printUnraisable(rt: Runtime, exc: number, obj: number, text: string | null): void {
  const where = obj === 0 ? '' : (reprOf(rt, obj) ?? '<object repr() failed>');
  const head =
    obj !== 0 ? `${text ?? 'Exception ignored in'}: ${where}\n` : text === null ? '' : `${text}:\n`;
  writeStderr(rt, `${head}${formatUnraisable(rt, exc)}`);
  rt.residue.printedUnraisable();
}

/** Nothing where `repr()` fails. */
function reprOf(rt: Runtime, obj: number): string | undefined {
  try {
    return repr(rt, obj);
  } catch (error) {
    rt.py.decref(toPython(rt, error).op);
    return undefined;
  }
}

/** `sys.__unraisablehook__`: prints what it is given, borrowed. */
export function printUnraisableArguments(rt: Runtime, given: number): void {
  const { py } = rt;
  const get = (name: string): number => lookupAttr(rt, given, internName(rt, name));
  const [exc, obj, message] = [get('exc_value'), get('object'), get('err_msg')];
  const text = message === py.none ? null : strOf(rt, message);
  if (exc !== 0 && exc !== py.none) printUnraisable(rt, exc, obj === py.none ? 0 : obj, text);
  for (const word of [exc, obj, message]) py.xdecref(word);
}
