import { boot } from '../../../../../src';

export function pinnedBytes(program: string): number {
  const p = boot('3.12', { size: 2 ** 28, startUp: 'none' });
  p.exec(program);

  return p.arenas().reduce((bytes, arena) => bytes + arena.size, 0);
}
