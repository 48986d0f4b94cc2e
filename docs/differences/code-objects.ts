import { boot } from '../../src';
import type { Difference } from './difference';

export const difference: Difference = {
  title: 'Code objects have no bytecode',
  what: "A code object has its constants, its names, its variables, its flags and the depth of its stack, as CPython's compiler makes them. The instructions, and the tables of lines and of handlers, are not there: `co_code` is missing, and `sys.getsizeof(f.__code__)` and traces of a `def` do not count them.",
  why: 'Nothing compiles Python to bytecode here.',
  instead: 'Measure functions with `sys.getsizeof(f)`, which does not count the code either.',
  run: () => {
    const p = boot('3.12', { size: 2 ** 26 });
    return p.sys.getsizeof(p.PyCode_New(p.PyUnicode_FromString('f'), 8));
  },
  here: 200,
  cpython: 'more with each line: 208 for `def f(a, b): return a + b`',
};
