import { newFields } from '../../objects/field-objects';
import { callWords } from '../objects/call';
import { getAttrString } from '../objects/getattr';
import { moduleDict } from '../runtime/modules';
import type { Runtime } from '../runtime/runtime';
import { writeStdoutString } from '../runtime/stdout';
import { dictGet, newStr } from '../runtime/values';

/*
 * The files that `sys.stdout` and `sys.stderr` are (Python/sysmodule.c, Objects/fileobject.c).
 */

/** A standard stream that a program put something else into, or 0. */
function replaced(rt: Runtime, name: string, original: number): number {
  const sys = dictGet(rt, rt.modules, 'sys');
  if (sys === 0) return 0;
  const file = dictGet(rt, moduleDict(rt, sys), name);
  return file === original ? 0 : file;
}

/** `sys.stdout`, or 0 for the file that the interpreter began with. */
export function stdoutFile(rt: Runtime): number {
  return replaced(rt, 'stdout', rt.stdout);
}

/** `PyFile_WriteObject`: calls a file's `write` with a string that `make` gives; 0 is standard output itself. */
export function writeTo(rt: Runtime, file: number, make: () => number): void {
  const { py } = rt;
  if (file !== 0) {
    const write = getAttrString(rt, file, 'write');
    try {
      py.decref(callWords(rt, write, [make()]));
    } finally {
      py.decref(write);
    }
    return;
  }
  // Its bound method, where that is told by the free list of such.
  const write = py.version.objects.freeLists.cfunction
    ? newFields(py, 'builtin_function_or_method', { m_self: rt.stdout || py.none })
    : 0;
  const word = make();
  try {
    writeStdoutString(rt, word);
  } finally {
    py.decref(word);
    py.xdecref(write);
  }
}

/** `PyFile_WriteString` to `sys.stdout`. */
export function writeStdout(rt: Runtime, text: string): void {
  writeTo(rt, stdoutFile(rt), () => newStr(rt, text));
}

/** `PySys_WriteStderr`: to what `sys.stderr` is. */
export function writeStderr(rt: Runtime, text: string): void {
  const file = replaced(rt, 'stderr', rt.stderr);
  if (file === 0 || file === rt.py.none) rt.host.write('stderr', text);
  else writeTo(rt, file, () => newStr(rt, text));
}
