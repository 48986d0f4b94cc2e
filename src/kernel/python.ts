import { endNotebookPython, type NotebookPython, notebookPython } from '../python';
import { host } from './display';

/**
 * The Python of this session: what `%%python` cells run on.
 * @param version another one begins a new process; the current one, or the default, when left out
 * @throws UnknownVersion
 */
export function python(version?: string): NotebookPython {
  const cells = host();
  return notebookPython(version, {
    write(stream, text) {
      if (cells) cells.write(stream, text);
      else process[stream].write(text);
    },
    readFile: (path) => (cells ? cells.readFile(path) : readText(path)),
    interrupted: () => cells?.stopped() ?? false,
  });
}

/**
 * Begins a new process of a version: what `%%python` cells run on from then on.
 * @throws UnknownVersion
 */
export function startPython(version: string): NotebookPython {
  endNotebookPython();
  return python(version);
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
