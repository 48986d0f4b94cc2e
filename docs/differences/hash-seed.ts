import { boot } from '../../src';
import type { Difference } from './difference';

export const difference: Difference = {
  title: 'Hashes of strings have one seed',
  what: 'Every process hashes str and bytes as CPython does with `PYTHONHASHSEED=0`, so the order of a set of strings is the same each time.',
  why: 'A seed would make each run of a lesson another one.',
  instead: 'Compare with an interpreter that was started with `PYTHONHASHSEED=0`.',
  run: () => {
    const hashes = [1, 2, 3].map((seed) => {
      const p = boot('3.12', { seed, size: 2 ** 26 });
      return p.PyObject_Hash(p.PyUnicode_FromString('heap'));
    });
    return new Set(hashes).size;
  },
  here: 1,
  cpython: 'three different hashes in three runs',
};
