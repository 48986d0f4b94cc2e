import { boot } from '../../../../src';

export function diagnosis(program: string): string {
  const p = boot('3.12');
  p.exec(program);
  throw new Error('not written yet');
}
