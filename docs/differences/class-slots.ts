import { boot } from '../../src';
import type { Difference } from './difference';

export const difference: Difference = {
  title: 'A class has no pointers to C functions',
  what: "A class has CPython's size, and the fields that hold objects and the sizes of its instances have CPython's values. The fields that point to C functions (`tp_repr`, `tp_hash`, …), to its tables of them (`tp_as_number`, …) and to its text (`tp_doc`) are NULL. `tp_flags` has those flags only that the simulator looks at, and offsets and the version tag may be 0.",
  why: 'There is no machine code to point to.',
  instead: 'Nothing: no other object, count or address depends on it.',
  run: () => {
    const py = boot('3.12', { size: 2 ** 26 });
    py.exec('class C: pass');
    const { fields } = py.inspect(py.globals.C!.address);
    const fieldValue = (name: string) => fields.find((field) => field.name === name)!.value;
    return ['tp_repr', 'tp_as_number', 'tp_doc']
      .map((name) => `${name} ${fieldValue(name)}`)
      .join(', ');
  },
  here: 'tp_repr 0, tp_as_number 0, tp_doc 0',
  cpython: 'addresses of `object_repr`, of `as_number` in the class itself, and 0',
};
