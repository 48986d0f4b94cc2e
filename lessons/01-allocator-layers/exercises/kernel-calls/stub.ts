import { boot } from '../../../../src';

export function kernelCalls(sizes: number[]): number {
  const p = boot('3.12', { startUp: 'none' });
  throw new Error('not written yet');
}
