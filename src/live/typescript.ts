import type { CellConverter } from '../kernel/engine/cell-converter';
import { tslabConverter } from '../kernel/engine/tslab-converter';
import { patched } from './patched-typescript';

import converter = require('tslab/dist/converter');
import metadata = require('tslab/dist/metadata');

/*
 * The entry of the bundle `dist/live/typescript.js`: cells to JavaScript, with types, completion and
 * hover, as the kernel does it, wherever JavaScript runs. It needs no files, no network, no process:
 * TypeScript, its library and Heaplab's declarations are in the bundle.
 *
 *     import { answerConversion, createCellConverter, FOLDER } from './typescript.js';
 *     const converter = createCellConverter();
 *     converter.convert('', 'const a = 1;').output;
 *     answerConversion(converter, FOLDER, request);
 */

export { answerConversion } from '../kernel/engine/answer-conversion';
export { FOLDER } from './memory-system';

/** tslab's converter on files in memory. Make one: it takes a second or two. */
export function createCellConverter(): CellConverter {
  return tslabConverter(patched, { ...converter, ...metadata });
}
