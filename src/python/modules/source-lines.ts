import { sourceLine } from '../ceval/traceback';
import type { Runtime } from '../runtime/runtime';

/*
 * Lines of sources (Lib/linecache.py).
 */

/** The line of a source that is known, or of a file. */
export function lineOfSource(rt: Runtime, filename: string, lineno: number): string {
  const known = sourceLine(rt, filename, lineno);
  if (known !== undefined) return `${known}\n`;
  const source = rt.librarySources.get(filename) ?? rt.host.readFile(filename);
  const text = source?.split('\n')[lineno - 1];
  return text === undefined ? '' : `${text}\n`;
}
