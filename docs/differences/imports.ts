import { boot, deterministicHost } from '../../src';
import type { Difference } from './difference';

export const difference: Difference = {
  title: 'Importing a module makes fewer blocks',
  what: "The library's modules have the classes and functions that programs use, in fewer lines, without docstrings and without the modules that CPython's import on the way. `import functools` makes a ninth of the blocks, `import dataclasses` a seventieth. What their objects weigh, once a program makes some, is the same.",
  why: 'A module is written here once, for eight versions.',
  instead:
    'Look at what the lines after the imports do. To weigh an import, measure it in CPython: `sys.getallocatedblocks()` before and after.',
  run: () => {
    const host = deterministicHost();
    boot('3.12', { size: 2 ** 26, host }).exec(
      'import sys\nbefore = sys.getallocatedblocks()\nimport functools\nprint(sys.getallocatedblocks() - before)',
    );
    return Number(host.take());
  },
  here: 450,
  cpython: 'about 3,900',
};
