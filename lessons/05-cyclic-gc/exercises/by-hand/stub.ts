import { boot } from '../../../../src';

export function unreachable(program: string): number {
  const p = boot('3.12', { startUp: 'none' });
  p.gc.disable();
  p.exec(program);
  throw new Error('not written yet');
}
