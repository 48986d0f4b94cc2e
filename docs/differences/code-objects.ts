import { boot } from '../../src';
import type { Difference } from './difference';

export const difference: Difference = {
  title: 'Code objects are only as large as their struct',
  what: "A code object has its name and the number of its frame's slots; bytecode, constants and tables are not there and not counted.",
  why: 'Nothing compiles Python to bytecode here.',
  instead: 'Measure functions with `sys.getsizeof(f)`, which does not count the code either.',
  run: () => {
    const p = boot('3.12', { size: 2 ** 26 });
    return p.sys.getsizeof(p.PyCode_New(p.PyUnicode_FromString('f'), 8));
  },
  here: 200,
  cpython: 'more with each line: 208 for `def f(a, b): return a + b`',
};
