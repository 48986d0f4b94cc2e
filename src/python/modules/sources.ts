import { abc_py } from '../lib/abc';
import { collections_py } from '../lib/collections';
import { contextlib_py } from '../lib/contextlib';
import { copy_py } from '../lib/copy';
import { ctypes_py } from '../lib/ctypes';
import { dataclasses_py } from '../lib/dataclasses';
import { functools_py } from '../lib/functools';
import { linecache_py } from '../lib/linecache';
import { operator_py } from '../lib/operator';
import { os_py } from '../lib/os';
import { random_py } from '../lib/random';
import { threading_py } from '../lib/threading';
import { timeit_py } from '../lib/timeit';
import { tracemalloc_py } from '../lib/tracemalloc';
import { types_py } from '../lib/types';
import { weakref_py } from '../lib/weakref';
import type { Runtime } from '../runtime';

/** Modules in Python, by name: where they would stand in the library, and their source. */
const SOURCES: Readonly<Record<string, readonly [file: string, source: string]>> = {
  abc: ['abc.py', abc_py],
  collections: ['collections/__init__.py', collections_py],
  contextlib: ['contextlib.py', contextlib_py],
  copy: ['copy.py', copy_py],
  ctypes: ['ctypes/__init__.py', ctypes_py],
  dataclasses: ['dataclasses.py', dataclasses_py],
  functools: ['functools.py', functools_py],
  linecache: ['linecache.py', linecache_py],
  operator: ['operator.py', operator_py],
  os: ['os.py', os_py],
  random: ['random.py', random_py],
  threading: ['threading.py', threading_py],
  timeit: ['timeit.py', timeit_py],
  tracemalloc: ['tracemalloc.py', tracemalloc_py],
  types: ['types.py', types_py],
  weakref: ['weakref.py', weakref_py],
};

/**
 * Puts lines where they stand in CPython's library, for tracebacks and traces: the line after
 * `#: line A B` becomes line A in 3.8, and B from 3.9 on.
 */
function placed(source: string, minor: number): string {
  const lines: string[] = [];
  for (const line of source.split('\n')) {
    const place = /^ *#: line (\d+) (\d+)$/.exec(line);
    if (!place) lines.push(line);
    else {
      const line = Number(place[minor === 8 ? 1 : 2]);
      if (lines.length >= line) throw new RangeError(`line ${line} is taken`);
      while (lines.length < line - 1) lines.push('');
    }
  }
  return lines.join('\n');
}

/** Makes the modules that are written in Python importable. */
export function installPythonModules(rt: Runtime): void {
  for (const [name, [file, source]] of Object.entries(SOURCES)) {
    const text = placed(source, rt.minor);
    rt.librarySources.set(rt.libraryFile(file), text);
    rt.makers.set(name, (_module, dict) => rt.runIn(dict, rt.libraryFile(file), text));
  }
}
