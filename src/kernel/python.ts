import { type Host, hostClock, NotebookPython } from '../python';
import { DEFAULT_VERSION, versionOf } from '../versions';
import { host } from './display';
import type { PythonCell } from './engine/python-cell';

/** The process of this session, once there is one. */
let current: NotebookPython | undefined;

/**
 * The process that the `%%python` cells of this notebook run on; `py` in TypeScript cells.
 * Without a version it is the one there is, or a new one of the default version. With a version a new
 * process begins, and the cells run on it from then on.
 *
 * ```ts
 * const py = notebookPython('3.12'); // a new process, whenever the cell runs
 * notebookPython().globals.x;        // a variable of the last %%python cell
 * ```
 *
 * @throws UnknownVersion with the list of those there are
 */
export function notebookPython(version?: string): NotebookPython {
  if (version === undefined && current) return current;
  current = new NotebookPython(versionOf(version ?? DEFAULT_VERSION), {}, cellHost());
  return current;
}

/** A program that was written for an exercise. */
export interface Written {
  /** CPython's version. */
  readonly version: string;
  readonly source: string;
}

/** What the cells of exercises hold, as they ran last, also where they failed. */
const written = new Map<string, Written>();
/** The process of the exercise whose cell ran last. */
let tried: { readonly exercise: string; readonly py: NotebookPython } | undefined;

/** The program of an exercise's cell, as it ran last; undefined when it did not run. */
export function writtenFor(exercise: string): Written | undefined {
  return written.get(exercise);
}

/** The process for a cell that is about to run: that of an exercise gets a fresh one, and its program is kept. */
export function beginPythonCell(cell: PythonCell): NotebookPython {
  const { exercise, source, version = DEFAULT_VERSION } = cell;
  if (exercise !== undefined) {
    written.set(exercise, { version, source });
    tried = undefined;
  }
  return pythonOfCell(cell.version, exercise);
}

/**
 * The process for a `%%python` cell: the one there is, unless the cell names another version; of an exercise's cell
 * its own.
 */
export function pythonOfCell(version: string | undefined, exercise?: string): NotebookPython {
  if (exercise !== undefined) {
    if (tried?.exercise !== exercise)
      tried = {
        exercise,
        py: new NotebookPython(versionOf(version ?? DEFAULT_VERSION), {}, cellHost()),
      };
    return tried.py;
  }
  const isSame = version === undefined || versionOf(version) === current?.version;
  return notebookPython(isSame ? undefined : version);
}

/** The cells are the terminal of the notebook's Python; a script has a terminal of its own. */
function cellHost(): Host {
  const cells = host();
  return {
    write(stream, text) {
      if (cells) cells.write(stream, text);
      else process[stream].write(text);
    },
    readLine: () => '',
    ...hostClock(),
    random: Math.random,
    readFile: (path) => (cells ? cells.readFile(path) : readText(path)),
    interrupted: () => cells?.stopped() ?? false,
  };
}

/** What is needed of Node's module of files. */
interface TextFiles {
  readFileSync(path: string, encoding: 'utf8'): string;
}

/** A file's text, where there are files: not in a browser. */
function readText(path: string): string | undefined {
  const { getBuiltinModule } = process as { getBuiltinModule?: (id: string) => unknown };
  const fs = getBuiltinModule?.('node:fs') as TextFiles | undefined;
  try {
    return fs?.readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
