import { boot } from '../../src';
import type { Difference } from './difference';

export const difference: Difference = {
  title: 'Small ints, one-character strings and types stand in the data segment in every version',
  what: 'To 3.10 CPython allocates the cached ints and strings from pymalloc as it starts; here they stand beside the static types.',
  why: 'They belong to the start-up heap, which is not simulated object by object.',
  instead: 'Nothing: they are shared, counted and compared as there; only their addresses differ.',
  run: () => {
    const p = boot('3.8', { size: 2 ** 26 });
    return p.pool(p.PyLong_FromLong(1)) === undefined ? 'outside all pools' : 'in a pool';
  },
  here: 'outside all pools',
  cpython: 'in a pool',
};
