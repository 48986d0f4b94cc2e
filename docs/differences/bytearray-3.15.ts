import { boot } from '../../src';
import type { Difference } from './difference';

export const difference: Difference = {
  title: 'A bytearray of 3.15 cannot be resized',
  what: '`PyByteArray_Resize` raises NotImplementedError in 3.15, where the bytes stand in a bytes object.',
  why: 'How it over-allocates was not measured yet.',
  instead: 'Make a new one of the size wanted, or use another version.',
  run: () => {
    const p = boot('3.15', { size: 2 ** 26 });
    try {
      p.PyByteArray_Resize(p.PyByteArray_FromStringAndSize(10), 20);
      return 'resized';
    } catch (error) {
      return (error as Error).name;
    }
  },
  here: 'NotImplementedError',
  cpython: 'resized',
};
