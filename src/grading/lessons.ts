import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../kernel/paths';
import type { Exercise } from './exercise';
import type { HeapExercise, HeapSources } from './heap/exercise';

export type FunctionExercise = Exercise<readonly unknown[], unknown>;
export type AnyExercise = FunctionExercise | HeapExercise;

/** What a lesson says of itself on the index page. */
export interface About {
  /** What the learner can do at the end. */
  readonly teaches: string;
  /** How long it takes. */
  readonly minutes: number;
  /** Folders of the lessons that come before it. */
  readonly needs: readonly string[];
  /** The version that the numbers in its prose are of. */
  readonly python: string;
}

export interface Lesson {
  /** The name of its folder, such as `02-pymalloc`. */
  readonly name: string;
  readonly about: About;
  /** Whose numbers its examples have; 0 are those of the notebooks in the package. */
  readonly variant: number;
  /** By the name of the folder in exercises/. */
  readonly exercises: Readonly<Record<string, AnyExercise>>;
}

const COMPILED = join(PACKAGE_ROOT, 'dist', 'lessons');

/**
 * Every lesson there is, in order. Reads the compiled lessons, hidden checks and all.
 * @param variant whose numbers the examples get
 */
export function loadLessons(variant = 0): Lesson[] {
  return readdirSync(COMPILED)
    .filter((name) => existsSync(join(COMPILED, name, 'index.js')))
    .sort()
    .map((name) => {
      const { about, exercises } = require(join(COMPILED, name, 'index.js')) as Pick<
        Lesson,
        'about' | 'exercises'
      >;
      const whole = Object.entries(exercises).map(([folder, exercise]) => {
        const at = join(PACKAGE_ROOT, 'lessons', name, 'exercises', folder);
        return [folder, exercise.kind === 'heap' ? withSources(exercise, at) : exercise];
      });
      return { name, about, variant, exercises: Object.fromEntries(whole) };
    });
}

/** An exercise in Python with the programs that are beside it. */
function withSources(exercise: HeapExercise, folder: string): HeapExercise {
  const read = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');
  const wrong = exercise.mistakes.map(({ name }) => [name, read('wrong', `${name}.py`)]);
  const sources: HeapSources = { solution: read('solution.py'), wrong: Object.fromEntries(wrong) };
  return { ...exercise, sources };
}
