import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Notebook, readNotebook } from '../kernel/notebook';
import { PACKAGE_ROOT } from '../kernel/paths';

/** The notebook of a lesson as it is shipped, without outputs. */
export function readLessonNotebook(lesson: string): Notebook {
  return readNotebook(join(PACKAGE_ROOT, 'notebooks', `${lesson}.ipynb`));
}

/** The folder of the site in the package, as the build leaves it. */
export const SITE: string = join(PACKAGE_ROOT, 'dist', 'site');

/** The folder of the site. @throws Error when it was not built */
export function builtSite(): string {
  if (!existsSync(join(SITE, 'index.html')))
    throw new Error(`there are no pages in ${SITE}: run npm run build`);
  return SITE;
}
