import { readFileSync } from 'node:fs';
import { type NotebookPython, notebookPython } from '../python';

/**
 * The Python of this session: what `%%python` cells run on.
 * @param version another one begins a new process; the current one, or the default, when left out
 * @throws UnknownVersion
 */
export function python(version?: string): NotebookPython {
  return notebookPython(version, {
    write: (stream, text) => {
      process[stream].write(text);
    },
    readFile: (path) => {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return undefined;
      }
    },
  });
}
