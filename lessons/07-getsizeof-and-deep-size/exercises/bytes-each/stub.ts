import { boot } from '../../../../src';

export function bytesEach(program: string, make: string): number {
  const p = boot('3.12', { startUp: 'none' });
  p.exec(program);
  throw new Error('not written yet');
}
