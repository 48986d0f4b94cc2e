import { boot } from '../../../../src';

export function freedTypes(program: string): string[] {
  const p = boot('3.12', { startUp: 'none' });
  p.exec(program);
  throw new Error('not written yet');
}
