import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../kernel/paths';
import type { Exercise } from './exercise';

export type AnyExercise = Exercise<readonly unknown[], unknown>;

export interface Lesson {
  /** The name of its folder, such as `02-pymalloc`. */
  readonly name: string;
  /** By the name of the folder in exercises/. */
  readonly exercises: Readonly<Record<string, AnyExercise>>;
}

const COMPILED = join(PACKAGE_ROOT, 'dist', 'lessons');

/** Every lesson there is, in order. Reads the compiled lessons, hidden checks and all. */
export function loadLessons(): Lesson[] {
  return readdirSync(COMPILED)
    .filter((name) => existsSync(join(COMPILED, name, 'index.js')))
    .sort()
    .map((name) => {
      const { exercises } = require(join(COMPILED, name, 'index.js')) as Pick<Lesson, 'exercises'>;
      return { name, exercises };
    });
}
