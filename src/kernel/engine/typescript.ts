import { dirname, join } from 'node:path';
import type * as ts from '@tslab/typescript-for-tslab';
import type { CellConverter } from './cell-converter';
import { preloaded, TYPESCRIPT } from './preload';
import { PatchedTypeScript, type Tslab, tslabConverter } from './tslab-converter';

/** Where `heaplab` and its types are, for cells in any folder. */
export interface HeaplabPackage {
  /** The compiled entry point without its extension. */
  readonly entry: string;
}

function tslabFolder(): string {
  return dirname(require.resolve('tslab/package.json'));
}

/**
 * tslab's converter under Node: `heaplab` and Node's types are found wherever the notebook lies, and
 * the library is the one that Node 20 has.
 */
export function createCellConverter(heaplab: HeaplabPackage): CellConverter & {
  /** The program of the last conversion. */
  program(): ts.Program | undefined;
} {
  const types = dirname(
    dirname(require.resolve('@types/node/package.json', { paths: [tslabFolder()] })),
  );
  const typescript = new PatchedTypeScript(require(TYPESCRIPT) as typeof ts, {
    compiler: { typeRoots: [types], types: ['node'], paths: { heaplab: [heaplab.entry] } },
    ...(preloaded && { sources: preloaded.sources }),
  });
  require.cache[TYPESCRIPT]!.exports = typescript.exports;
  // Only now: the converter takes its TypeScript functions from the patched module.
  const load = (module: string): unknown => require(join(tslabFolder(), 'dist', module));
  const tslab = {
    ...(load('converter.js') as Tslab),
    ...(load('metadata.js') as Tslab),
  };
  return { ...tslabConverter(typescript, tslab), program: () => typescript.program };
}
