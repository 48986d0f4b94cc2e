import { boot } from '../../../../src';

export function childWrites(program: string, frozen: boolean): number {
  const p = boot('3.12');
  p.exec(program);
  throw new Error('not written yet');
}
