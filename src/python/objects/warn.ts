import { asText } from '../runtime/errors';
import type { Frame } from '../runtime/frame';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { isStr } from '../runtime/type-checks';
import { dictGet, internName, newInt, newStr } from '../runtime/values';
import { callBorrowed } from './call';
import { lookupAttr } from './getattr';

/*
 * Warnings that native code gives (`PyErr_WarnEx` in Python/_warnings.c).
 */

export type WarningCategory = 'DeprecationWarning' | 'RuntimeWarning' | 'SyntaxWarning';

/**
 * Warns at the line that runs. Without the module `warnings` only its first filters hold: what is deprecated is told
 * in `__main__` alone.
 * @throws the warning, where a filter makes an error of it
 */
export function warn(rt: Runtime, category: WarningCategory, message: string): void {
  const { py, frame } = rt;
  const module = dictGet(rt, rt.modules, 'warnings');
  if (module === 0) {
    if (frame !== null) writeWarning(rt, frame, category, message);
    return;
  }
  const call = lookupAttr(rt, module, internName(rt, 'warn'));
  if (call === 0) return;
  const words = [newStr(rt, message), newRef(rt, py.type(category)), newInt(rt, 1)];
  try {
    py.decref(callBorrowed(rt, call, words));
  } finally {
    for (const word of [call, ...words]) py.decref(word);
  }
}

function writeWarning(rt: Runtime, frame: Frame, category: WarningCategory, message: string): void {
  const name = dictGet(rt, frame.globals, '__name__');
  const main = name !== 0 && isStr(rt, name) && asText(rt, name) === '__main__';
  if (category === 'DeprecationWarning' && !main) return;
  const { line, code } = frame;
  const { filename } = code;
  const text = `${filename}:${line}: ${category}: ${message}\n`;
  if (rt.warned.has(text)) return;
  rt.warned.add(text);
  const source = rt.sources.get(filename)?.text(line)?.trim();
  rt.host.write('stderr', source ? `${text}  ${source}\n` : text);
}
