import { boot } from '../../../../../src';

export function costEach(expression: string, n: number): number {
  const p = boot('3.12', { size: 2 ** 28 });
  p.exec('import array');
  const before = p.status().VmSize;
  p.exec(`n = ${n}\nkept = ${expression}`);
  return Math.round((p.status().VmSize - before) / n);
}
