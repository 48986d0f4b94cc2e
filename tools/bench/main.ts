/*
 * `npm run bench`: what the simulator and the kernel cost, as ratios against the real thing in the
 * same run, because machines are noisy. Without an interpreter the ratios against it are left out.
 */
import { table } from '../../dist/src/charts';
import { findPythons } from '../find-pythons';
import { benchBlocks } from './blocks';
import { benchKernel } from './kernel';
import { benchObjects } from './objects';
import { benchPython } from './python';
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
  for (const bench of [
    () => benchTraces(pythons),
    () => benchBlocks(pythons),
    () => benchObjects(pythons),
    () => benchPython(pythons),
    benchKernel,
  ]) {
    rows.push(...(await bench()));
  }
  process.stdout.write(`${table(rows.map((row) => ({ ...row }))).text()}\n`);
}

void main();
