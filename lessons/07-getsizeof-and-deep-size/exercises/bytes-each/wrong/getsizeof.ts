import { boot } from '../../../../../src';

export function bytesEach(program: string, make: string): number {
  const p = boot('3.12', { size: 2 ** 28, startUp: 'none' });
  p.exec(program);

  p.exec(`i = 499\none = ${make}`);
  return p.globals.one!.size;
}
