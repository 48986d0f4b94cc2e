import { boot } from '../../../../src';

export function freeBlocks(count: number, freed: number[]): number[] {
  const p = boot('3.12', { size: 2 ** 28, startUp: 'none' });
  const blocks = Array.from({ length: count }, () => p.PyObject_Malloc(32));
  for (const i of freed) p.PyObject_Free(blocks[i]!);
  const pool = p.pool(blocks[0]!)!.address;

  const places: number[] = [];
  for (let at = p.memory.loadAddress(pool + 8); at !== 0; at = p.memory.loadAddress(at)) {
    places.push((at - pool - 48) / 32);
  }
  return places;
}
