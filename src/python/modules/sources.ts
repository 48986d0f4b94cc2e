import { abc_py } from '../lib/abc';
import { bisect_py } from '../lib/bisect';
import { collections_py } from '../lib/collections';
import { collections_abc_py } from '../lib/collections-abc';
import { contextlib_py } from '../lib/contextlib';
import { copy_py } from '../lib/copy';
import { ctypes_py } from '../lib/ctypes';
import { dataclasses_py } from '../lib/dataclasses';
import { enum_py } from '../lib/enum';
import { functools_py } from '../lib/functools';
import { heapq_py } from '../lib/heapq';
import { io_py } from '../lib/io';
import { linecache_py } from '../lib/linecache';
import { operator_py } from '../lib/operator';
import { os_py } from '../lib/os';
import { queue_py } from '../lib/queue';
import { random_py } from '../lib/random';
import { string_py } from '../lib/string';
import { threading_py } from '../lib/threading';
import { timeit_py } from '../lib/timeit';
import { traceback_py } from '../lib/traceback';
import { tracemalloc_py } from '../lib/tracemalloc';
import { types_py } from '../lib/types';
import { typing_py } from '../lib/typing';
import { weakref_py } from '../lib/weakref';
import type { Runtime } from '../runtime/runtime';

/** Modules in Python, by name: where they would stand in the library, and their source. */
const SOURCES: Readonly<Record<string, readonly [file: string, source: string]>> = {
  abc: ['abc.py', abc_py],
  collections: ['collections/__init__.py', collections_py],
  'collections.abc': ['_collections_abc.py', collections_abc_py],
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
  bisect: ['bisect.py', bisect_py],
  enum: ['enum.py', enum_py],
  heapq: ['heapq.py', heapq_py],
  io: ['io.py', io_py],
  queue: ['queue.py', queue_py],
  string: ['string.py', string_py],
  traceback: ['traceback.py', traceback_py],
  typing: ['typing.py', typing_py],
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
    rt.makers.set(name, (_module, dict) => rt.runIn(dict, rt.libraryFile(file), text, true));
  }
}
