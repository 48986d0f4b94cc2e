import { boot } from '../../../../../src';

export function freeBlocks(count: number, freed: number[]): number[] {
  const p = boot('3.12', { size: 2 ** 28, startUp: 'none' });
  const blocks = Array.from({ length: count }, () => p.PyObject_Malloc(32));
  for (const i of freed) p.PyObject_Free(blocks[i]!);
  const pool = p.pool(blocks[0]!)!.address;

  return [(p.memory.loadAddress(pool + 8) - pool - 48) / 32];
}
