import { boot } from '../../../../../src';

export function bytesEach(program: string, make: string): number {
  const p = boot('3.12', { size: 2 ** 28, startUp: 'none' });
  p.exec(program);

  const before = p.status().VmRSS;
  p.exec(`kept = [${make} for i in range(500)]`);
  return Math.floor((p.status().VmRSS - before) / 500);
}
