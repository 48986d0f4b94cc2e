import { boot } from '../../../../../src';

export function heldBytes(program: string): number {
  const p = boot('3.12', { size: 2 ** 28, startUp: 'none' });
  p.exec(program);

  return p
    .freeLists()
    .filter((list) => list.addresses.length > 0)
    .reduce((bytes, list) => bytes + list.capacity * p.pool(list.addresses[0]!)!.blockSize, 0);
}
