import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { findPythons } from '../find-pythons';
import type { Row } from './main';

/** Programs that time themselves, and how many times CPython's time each may take. */
const PROGRAMS: readonly (readonly [what: string, bar: number, body: string])[] = [
  [
    'Python: dict of lists, traced with 10 frames',
    4,
    'import tracemalloc\ntracemalloc.start(10)\nt = time.perf_counter()\ndata = {}\nfor i in range(100_000):\n    data[str(i)] = [i, i * 2, i * 3]',
  ],
  [
    'Python: ten million ints',
    1.5,
    't = time.perf_counter()\nids = list(range(10_000_000, 20_000_000))',
  ],
  [
    'Python: a million instances',
    5,
    'class N:\n    def __init__(self, i): self.i = i; self.l = None\nt = time.perf_counter()\nxs = [N(i) for i in range(1_000_000)]',
  ],
];

const BIN = join(__dirname, '..', '..', 'bin', 'heaplab.js');

function seconds(command: string, args: readonly string[]): number {
  return Number(execFileSync(command, args, { encoding: 'utf8' }).trim());
}

/** What programs take here, and on the 3.12 (or the newest interpreter) of this machine. */
export function benchPython(pythons: ReturnType<typeof findPythons>): Row[] {
  const reference = pythons.find(({ release }) => release.startsWith('3.12')) ?? pythons.at(-1);
  const folder = mkdtempSync(join(tmpdir(), 'heaplab-bench-'));
  const path = join(folder, 'program.py');
  try {
    return PROGRAMS.map(([what, bar, body]) => {
      writeFileSync(path, `import time\n${body}\nprint(time.perf_counter() - t)\n`);
      const here = seconds(process.execPath, [BIN, 'py', '--python', '3.12', path]);
      const there = reference ? seconds(reference.path, [path]) : Number.NaN;
      return {
        what,
        heaplab: `${here.toFixed(2)} s`,
        reference: reference ? `${there.toFixed(2)} s (${reference.release})` : '',
        ratio: reference ? (here / there).toFixed(2) : '',
        bar: `${bar}`,
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
