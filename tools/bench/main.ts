/*
 * `npm run bench`: what the simulator and the kernel cost, as ratios against the real thing in the
 * same run, because machines are noisy. Without an interpreter the ratios against it are left out.
 * `npm run bench -- python kernel` runs these parts only.
 */
import { table } from '../../dist/src/charts';
import { findPythons } from '../find-pythons';
import { benchBlocks } from './blocks';
import { benchGrading } from './grading';
import { benchKernel } from './kernel';
import { benchObjects } from './objects';
import { benchPages } from './pages';
import { benchPyodide } from './pyodide';
import { benchPython } from './python';
import { benchRecordings } from './recording';
import { benchTraces } from './traces';

export interface Row {
  readonly what: string;
  readonly heaplab: string;
  readonly reference: string;
  readonly ratio: string;
  readonly bar: string;
}

async function main(): Promise<void> {
  const pythons = findPythons();
  process.stderr.write(
    `interpreters: ${pythons.map((python) => python.release).join(', ') || 'none'}\n`,
  );
  const rows: Row[] = [];
  const parts: Record<string, () => Row[] | Promise<Row[]>> = {
    traces: () => benchTraces(pythons),
    blocks: () => benchBlocks(pythons),
    objects: () => benchObjects(pythons),
    python: () => benchPython(pythons),
    recording: benchRecordings,
    pyodide: benchPyodide,
    kernel: benchKernel,
    grading: benchGrading,
    pages: benchPages,
  };
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in parts));
  if (unknown.length > 0) {
    process.stderr.write(`no part '${unknown[0]}'; there are ${Object.keys(parts).join(', ')}\n`);
    process.exitCode = 2;
    return;
  }
  for (const [name, bench] of Object.entries(parts)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    rows.push(...(await bench()));
  }
  process.stdout.write(`${table(rows.map((row) => ({ ...row }))).text()}\n`);
}

void main();
