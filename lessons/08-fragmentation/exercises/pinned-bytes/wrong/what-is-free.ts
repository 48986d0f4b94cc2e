import { boot } from '../../../../../src';

export function pinnedBytes(program: string): number {
  const p = boot('3.12', { size: 2 ** 28, startUp: 'none' });
  p.exec(program);
  const used = (arena: ReturnType<typeof p.arenas>[number]): number =>
    arena.pools.reduce((bytes, pool) => bytes + pool.used * pool.blockSize, 0);

  return p
    .arenas()
    .filter((arena) => used(arena) < arena.size / 10)
    .reduce((bytes, arena) => bytes + arena.size - used(arena), 0);
}
