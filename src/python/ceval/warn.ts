import { syntaxWarnings } from '../compile/syntax-warnings';
import { callBorrowed } from '../objects/call';
import { lookupAttr } from '../objects/getattr';
import { LineTable, type Module, PythonSyntaxError } from '../parser/ast';
import { isException, swallow } from '../runtime/errors';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { dictGet, internName, newInt, newStr } from '../runtime/values';

/*
 * Warnings about a program that is compiled (`PyErr_WarnExplicitObject` in Python/_warnings.c).
 */

/** Tells what the compiler warns of. @throws PythonSyntaxError where a filter makes an error of it */
export function warnSyntax(rt: Runtime, module: Module): void {
  const found = syntaxWarnings(module, rt.messages.warnings);
  if (found.length === 0) return;
  const lines = new LineTable(module.source);
  const filters = dictGet(rt, rt.modules, 'warnings');
  for (const { category, message, error: wrong, at } of found) {
    const line = lines.line(at);
    if (filters === 0) {
      // Without the module only the filters that are always there: others are for `__main__` alone.
      if (category === 'SyntaxWarning')
        rt.host.write('stderr', `${module.filename}:${line}: ${category}: ${message}\n`);
      continue;
    }
    try {
      warnExplicit(rt, filters, category, message, module.filename, line);
    } catch (error) {
      if (!isException(rt, error, category)) throw error;
      swallow(rt, error, category);
      const column = lines.column(at) + 1;
      throw new PythonSyntaxError(wrong, module.filename, line, column, lines.text(line));
    }
  }
}

/** `warnings.warn_explicit(message, category, filename, lineno)`. */
function warnExplicit(
  rt: Runtime,
  filters: number,
  category: string,
  message: string,
  filename: string,
  line: number,
): void {
  const { py } = rt;
  const warn = lookupAttr(rt, filters, internName(rt, 'warn_explicit'));
  if (warn === 0) return;
  const words = [
    newStr(rt, message),
    newRef(rt, py.type(category)),
    newStr(rt, filename),
    newInt(rt, line),
  ];
  try {
    py.decref(callBorrowed(rt, warn, words));
  } finally {
    for (const word of [warn, ...words]) py.decref(word);
  }
}
