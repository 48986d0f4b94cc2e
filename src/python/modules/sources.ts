import { runIn } from '../ceval/import';
import { SOURCES } from '../lib/sources';
import { libraryFile } from '../runtime/modules';
import type { Runtime } from '../runtime/runtime';

/** Modules whose file has another name. */
const NAMES: Readonly<Record<string, string>> = { '_collections_abc.py': 'collections.abc' };

/** The module that a file of the library is: `collections` of `collections/__init__.py`. */
function moduleName(file: string): string {
  return NAMES[file] ?? file.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');
}

/**
 * Puts lines where they are in CPython's library, for tracebacks and traces: the line after
 * `#: line A B` becomes line A in 3.8, and B from 3.9 on.
 */
function placed(source: string, column: 1 | 2): string {
  const lines: string[] = [];
  for (const line of source.split('\n')) {
    const place = /^ *#: line (\d+) (\d+)$/.exec(line);
    if (!place) lines.push(line);
    else {
      const line = Number(place[column]);
      if (lines.length >= line) throw new RangeError(`line ${line} is taken`);
      while (lines.length < line - 1) lines.push('');
    }
  }
  return lines.join('\n');
}

const files = new Map<1 | 2, readonly (readonly [file: string, text: string])[]>();

/** The library's files as a version has them: put together once for all processes. */
function filesOf(column: 1 | 2): readonly (readonly [file: string, text: string])[] {
  let known = files.get(column);
  if (!known) {
    known = Object.entries(SOURCES).map(([file, source]) => [file, placed(source, column)]);
    files.set(column, known);
  }
  return known;
}

/** Makes the modules that are written in Python importable. */
export function installPythonModules(rt: Runtime): void {
  for (const [file, text] of filesOf(rt.behaviour.libraryLines)) {
    rt.librarySources.set(libraryFile(rt, file), text);
    rt.makers.set(moduleName(file), (_module, dict) =>
      runIn(rt, dict, libraryFile(rt, file), text, true),
    );
  }
}
