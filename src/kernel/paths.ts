import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's own folder, from the sources and from the compiled files alike. */
export const PACKAGE_ROOT: string = (() => {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error('heaplab: package.json not found');
  }
})();

const COMPILED = join(PACKAGE_ROOT, 'dist', 'src');

/** The compiled entry point without its extension: what `import … from 'heaplab'` in a cell means. */
export const ENTRY: string = join(COMPILED, 'index');

/** The process that runs cells. */
export const WORKER: string = join(COMPILED, 'kernel', 'engine', 'worker.js');
