import { boot } from '../../../../src';

export function freeBlocks(count: number, freed: number[]): number[] {
  const p = boot('3.12', { startUp: 'none' });
  const blocks = Array.from({ length: count }, () => p.PyObject_Malloc(32));
  for (const i of freed) p.PyObject_Free(blocks[i]!);
  throw new Error('not written yet');
}
