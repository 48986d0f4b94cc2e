import { boot } from '../../src';
import type { Difference } from './difference';

export const difference: Difference = {
  title: 'From 3.13 on the trashcan waits at 500 levels',
  what: 'Containers that free each other deeper than that are put off and freed later, the last first. To 3.12 the level is 50, as in CPython; from 3.13 on CPython goes as deep as its C stack allows, some thousands of levels.',
  why: 'There is no C stack here whose end could be measured.',
  instead: 'Only the order of finalizers below that level differs; all memory is freed alike.',
  run: () => {
    const p = boot('3.14', { size: 2 ** 26 });
    let list = p.PyList_New(0);
    for (let i = 0; i < 1000; i++) {
      const outer = p.PyList_New(0);
      p.PyList_Append(outer, list);
      p.Py_DECREF(list);
      list = outer;
    }
    const steps = p.traceDealloc(() => p.Py_DECREF(list));
    return steps.filter(({ event }) => event === 'deferred').length;
  },
  here: 2,
  cpython: 0,
};
