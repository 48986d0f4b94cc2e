import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../kernel/paths';
import type { Exercise } from './exercise';

export type AnyExercise = Exercise<readonly unknown[], unknown>;

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
      return { name, about, variant, exercises };
    });
}
