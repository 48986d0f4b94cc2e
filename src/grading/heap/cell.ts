import { pythonCell } from '../../kernel/engine/python-cell';

/** The learner's cell of an exercise in Python, with the line that says so. */
export function asCell(exercise: string, version: string, program: string): string {
  return `%%python ${version} exercise ${exercise}\n${program}`;
}

/** The program of such a cell. Lines are counted from the top of the cell; one whose first line is lost is a program too. */
export function fromCell(source: string): string {
  return pythonCell(source)?.source ?? source;
}
