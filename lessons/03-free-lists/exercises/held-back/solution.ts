import { boot } from '../../../../src';

export function heldBytes(program: string): number {
  const p = boot('3.12', { size: 2 ** 28, startUp: 'none' });
  p.exec(program);

  return p
    .freeLists()
    .flatMap((list) => list.addresses)
    .reduce((bytes, address) => bytes + p.pool(address)!.blockSize, 0);
}
