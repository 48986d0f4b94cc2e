import { boot } from '../../../../../src';

export function kernelCalls(sizes: number[]): number {
  const p = boot('3.12', { size: 2 ** 28, startUp: 'none' });
  const calls = (): number => p.memory.calls.mmap + p.memory.calls.brk;
  const before = calls();
  const addresses = sizes.map((size) => p.PyObject_Malloc(size));
  for (const address of addresses.reverse()) p.PyObject_Free(address);
  return calls() - before;
}
