import { boot } from '../../../../../src';

export function heldBytes(program: string): number {
  const p = boot('3.12', { size: 2 ** 28, startUp: 'none' });
  p.exec(program);

  return p.freeLists().reduce((count, list) => count + list.addresses.length, 0);
}
