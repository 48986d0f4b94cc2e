import { type Host, hostClock, NotebookPython } from '../python';
import { DEFAULT_VERSION, versionOf } from '../versions';
import { host } from './display';

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

/** The process for a `%%python` cell: the one there is, unless the cell names another version. */
export function pythonOfCell(version: string | undefined): NotebookPython {
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
