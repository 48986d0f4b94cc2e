import { writeStderr } from '../ceval/std-files';
import { formatException } from '../ceval/traceback';
import { printUnraisableArguments } from '../ceval/unraisable';
import { callMethod } from '../objects/call-method';
import { repr } from '../objects/repr';
import { nativeFunction } from '../runtime/define';
import { raiseError, typeError } from '../runtime/errors';
import { moduleDict } from '../runtime/modules';
import { newNone, newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { dictGet, dictPut, newStr } from '../runtime/values';
import type { Define } from './define';

/*
 * What `sys` calls of a program, which may put functions of its own in their place (Python/sysmodule.c).
 */

/** `sys.displayhook`, `excepthook` and `unraisablehook`, and where they stay found. */
export function defineHooks(rt: Runtime, define: Define): void {
  const hook = (name: string, args: number, call: (args: number[]) => void): void => {
    const native = nativeFunction(
      rt,
      name,
      (given) => {
        call(given);
        return newNone(rt);
      },
      args,
      args,
    );
    define.value(name, newRef(rt, native));
    define.value(`__${name}__`, newRef(rt, native));
  };
  hook('displayhook', 1, ([value]) => displayValue(rt, value!));
  hook('excepthook', 3, ([, exc]) => {
    const text = formatException(rt, exc!, 'uncaught');
    writeStderr(rt, text);
  });
  hook('unraisablehook', 1, ([given]) => {
    const type = rt.sequences.get('UnraisableHookArgs');
    if (type === undefined || rt.py.typeOf(given!) !== type)
      typeError(rt, 'sys.unraisablehook argument type must be UnraisableHookArgs');
    printUnraisableArguments(rt, given!);
  });
}

/** `sys_displayhook`: prints a value, and remembers it as `_`. */
function displayValue(rt: Runtime, value: number): void {
  const { py } = rt;
  if (value === py.none) return;
  dictPut(rt, rt.builtinNames, '_', newNone(rt));
  const stdout = dictGet(rt, moduleDict(rt, dictGet(rt, rt.modules, 'sys')), 'stdout');
  if (stdout === 0 || stdout === py.none) raiseError(rt, 'RuntimeError', 'lost sys.stdout');
  py.decref(callMethod(rt, stdout, 'write', [newStr(rt, `${repr(rt, value)}\n`)]));
  dictPut(rt, rt.builtinNames, '_', newRef(rt, value));
}
