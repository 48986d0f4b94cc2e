import type { Notebook, NotebookCell } from '../kernel/notebook';
import { type AnyExercise, type Lesson, loadLessons } from './lessons';
import { checksum, type NbgraderCell } from './nbgrader';

/** A notebook that cannot be graded at all; the message says why. */
export class GradingError extends Error {
  override readonly name = 'GradingError';
}

/** nbgrader's metadata of a cell; a notebook that was handed in may have lost some of it. */
type NbgraderMetadata = Partial<NbgraderCell & { readonly checksum: string }>;

export function nbgrader(cell: NotebookCell): NbgraderMetadata | undefined {
  return cell.metadata.nbgrader as NbgraderMetadata | undefined;
}

/** Whether an exercise's cell is as the notebook was made. */
function isUntouched(cell: NotebookCell): boolean {
  const meta = nbgrader(cell);
  // Learners can write anything there.
  const texts = [meta?.cell_type, meta?.grade_id, meta?.checksum];
  if (!texts.every((text) => typeof text === 'string') || typeof meta?.points === 'object')
    return false;
  return meta?.checksum === checksum(cell.source, meta as NbgraderCell);
}

/** The lesson a notebook belongs to: by its metadata, else by its exercises. @throws GradingError */
export function lessonOf(notebook: Notebook, name: string): Lesson {
  const { lesson: stated } = (notebook.metadata.heaplab ?? {}) as { lesson?: unknown };
  const lessons = loadLessons();
  const ids = new Set(notebook.cells.map((cell) => nbgrader(cell)?.grade_id));
  const lesson =
    lessons.find((candidate) => candidate.name === stated) ??
    lessons.find((candidate) => Object.values(candidate.exercises).some(({ id }) => ids.has(id)));
  if (lesson) return lesson;
  const known = lessons.map((candidate) => candidate.name).join(', ');
  throw new GradingError(`${name} has no exercises of a lesson there is (${known})`);
}

/** Characters of a cell that is looked into: the compiler and the search for names take their time. */
const MOST_SOURCE = 100_000;

export interface Submission<E extends AnyExercise = AnyExercise> {
  readonly exercise: E;
  /** The learner's cell, or why there is none to grade. */
  readonly cell: NotebookCell | undefined;
  readonly problem: string | undefined;
  /** The code cells before it that are no check cells: what it may build on. */
  readonly before: readonly NotebookCell[];
}

/** The learner's cell of one exercise. */
export function findSubmission<E extends AnyExercise>(
  notebook: Notebook,
  exercise: E,
): Submission<E> {
  const cells = notebook.cells.filter((cell) => nbgrader(cell)?.grade_id === exercise.id);
  const [cell, ...others] = cells;
  const code = notebook.cells.filter((candidate) => candidate.cell_type === 'code');
  const none = { exercise, cell: undefined, before: [] };
  if (!cell) {
    return { ...none, problem: `its cell is missing: no cell has the grade_id ${exercise.id}` };
  }
  if (others.length > 0) {
    return { ...none, problem: `${cells.length} cells have the grade_id ${exercise.id}: keep one` };
  }
  if (cell.cell_type !== 'code')
    return { ...none, problem: `its cell is not a code cell any more` };
  if (cell.source.length > MOST_SOURCE) {
    return { ...none, problem: `its cell has more than ${MOST_SOURCE} characters` };
  }
  if (isUntouched(cell)) return { ...none, problem: 'nothing is written yet' };
  const before = code
    .slice(0, code.indexOf(cell))
    .filter(
      (candidate) =>
        !nbgrader(candidate)?.grade &&
        candidate.source.trim() !== '' &&
        candidate.source.length <= MOST_SOURCE,
    );
  return { exercise, cell, before, problem: undefined };
}
