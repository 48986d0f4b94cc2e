import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Row } from './main';

const ROOT = join(__dirname, '..', '..');
const ROUNDS = 3;

/** What a page would do: load, start, and print. */
const HEAPLAB = (entry: string): string =>
  `const { boot, deterministicHost } = require(${JSON.stringify(entry)});
const host = { ...deterministicHost(), write: (stream, text) => process[stream].write(text) };
boot('3.12', { host }).exec("print('hi')");`;
const PYODIDE = (entry: string): string =>
  `require(${JSON.stringify(entry)}).loadPyodide().then((python) => python.runPython("print('hi')"));`;

function pyodideEntry(): string | undefined {
  try {
    return require.resolve('pyodide', { paths: [ROOT] });
  } catch {
    return undefined;
  }
}

/** Milliseconds from the start of a process to its end, with `hi` printed: the best of some. */
function milliseconds(program: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const printed = execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' });
    if (printed !== 'hi\n') throw new Error(`printed ${JSON.stringify(printed)}`);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Start-up to the first print against pyodide, CPython in WebAssembly, where it is installed. */
export function benchPyodide(): Row[] {
  const entry = pyodideEntry();
  if (entry === undefined) {
    process.stderr.write('pyodide: not here (npm install --no-save pyodide)\n');
    return [];
  }
  const here = milliseconds(HEAPLAB(join(ROOT, 'dist', 'src')));
  const there = milliseconds(PYODIDE(entry));
  return [
    {
      what: 'Python: start-up to first print, against pyodide',
      heaplab: `${here.toFixed(0)} ms`,
      reference: `${there.toFixed(0)} ms`,
      ratio: (here / there).toFixed(2),
      bar: '0.2',
    },
  ];
}
