import Module from 'node:module';
import { dirname } from 'node:path';
import type * as ts from '@tslab/typescript-for-tslab';

/*
 * A worker may be started from a V8 start-up snapshot (snapshot.ts) in which TypeScript is loaded and the
 * declaration files that every cell needs are parsed and bound. Import this before anything that imports
 * TypeScript.
 */

/** What the snapshot holds. */
export interface Preloaded {
  readonly typescript: typeof ts;
  /** Parsed declaration files by their absolute paths. */
  readonly sources: ReadonlyMap<string, ts.SourceFile>;
}

/** The module through which tslab reaches its TypeScript. */
export const TYPESCRIPT: string = require.resolve('@tslab/typescript-for-tslab', {
  paths: [dirname(require.resolve('tslab/package.json'))],
});

/** What the snapshot holds, in a worker that was started from one. */
export const preloaded: Preloaded | undefined = (globalThis as { heaplabPreloaded?: Preloaded })
  .heaplabPreloaded;

if (preloaded) {
  // A snapshot does not carry it; what TypeScript sets it to when it is loaded.
  Error.stackTraceLimit = 100;
  // What the snapshot's TypeScript knows of its surroundings is true of the build.
  Object.assign(preloaded.typescript.sys, {
    getExecutingFilePath: () => TYPESCRIPT,
    getCurrentDirectory: () => process.cwd(),
  });
  const module = new Module(TYPESCRIPT);
  module.filename = TYPESCRIPT;
  module.loaded = true;
  module.exports = preloaded.typescript;
  require.cache[TYPESCRIPT] = module;
}
