import { boot } from '../../../../src';

export function costEach(expression: string, n: number): number {
  const p = boot('3.12');
  p.exec('import array');
  throw new Error('not written yet');
}
