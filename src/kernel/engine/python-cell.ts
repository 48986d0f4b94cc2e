const MAGIC =
  /^%%python(?:[ \t]+(?!exercise\b)(\S+))?(?:[ \t]+exercise[ \t]+([\w-]+))?[ \t]*(?:\n|$)/;

/** A cell in Python: the version and the exercise, if it names them, and where its source begins. */
export interface PythonCell {
  readonly version: string | undefined;
  /** Such a cell runs on a process of its own. */
  readonly exercise: string | undefined;
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
  return {
    version: match[1],
    exercise: match[2],
    source: `\n${code.slice(offset)}`,
    offset: offset - 1,
  };
}
