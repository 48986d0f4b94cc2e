import { boot } from '../../../../src';

export function growingLine(source: string): number {
  const p = boot('3.12');
  p.tracemalloc.start();
  throw new Error('not written yet');
}
