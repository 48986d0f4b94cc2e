const MAGIC = /^%%python(?:[ \t]+(\S+))?[ \t]*(?:\n|$)/;

/** A cell in Python: its version, if it names one, and where its source begins. */
export interface PythonCell {
  readonly version: string | undefined;
  readonly source: string;
  readonly offset: number;
}

/** How the process of `%%python` cells is known to TypeScript cells. */
export const PY = 'declare const py: import("heaplab").NotebookPython;\n';

/** A cell that begins with `%%python`, or undefined. */
export function pythonCell(code: string): PythonCell | undefined {
  const match = MAGIC.exec(code);
  if (!match) return undefined;
  // The line of the magic stays, so that lines count from the top of the cell.
  const offset = match[0].length;
  return { version: match[1], source: `\n${code.slice(offset)}`, offset: offset - 1 };
}
