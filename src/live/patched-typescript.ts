import { PatchedTypeScript } from '../kernel/engine/tslab-converter';
import { declarations } from './declarations';
import { LIBRARY, memorySystem } from './memory-system';

import ts = require('@tslab/typescript-for-tslab');

/*
 * The TypeScript of tslab's converter in the bundle `dist/live/typescript.js`: the build puts this
 * module wherever tslab loads TypeScript.
 */

// Before it is copied: whoever loads TypeScript later finds it set.
(ts as unknown as { setSys(system: ts.System): void }).setSys(memorySystem(declarations()));

export const patched: PatchedTypeScript = new PatchedTypeScript(ts, {
  compiler: {
    typeRoots: [`${LIBRARY}/types`],
    types: ['live'],
    paths: { heaplab: ['/heaplab/src/index'] },
  },
});
