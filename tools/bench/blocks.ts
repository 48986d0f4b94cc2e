import { execFileSync } from 'node:child_process';
import { boot } from '../../dist/src';
import type { Python } from '../find-pythons';
import type { Row } from './main';

const COUNT = 10_000_000;
const ROUNDS = 5;
/** The 64-bit integer 1 as the double that has its bits: a reference count, a size. */
const ONE = 5e-324;

/** Ten million 28-byte blocks allocated, filled as ints are, and freed; and the host memory it takes. */
export function benchBlocks(pythons: readonly Python[]): Row[] {
  const rows: Row[] = [];
  for (const version of ['3.12', '3.8']) {
    const python = pythons.find((candidate) => candidate.version === version);
    let ours = Number.POSITIVE_INFINITY;
    let theirs = Number.POSITIVE_INFINITY;
    let memory = 0;
    // Alternating, so that both meet the same moods of the machine.
    for (let round = 0; round < ROUNDS; round++) {
      const [seconds, ratio] = inFreshProcess(version);
      ours = Math.min(ours, seconds);
      memory = ratio;
      if (python) theirs = Math.min(theirs, listSeconds(python));
    }
    rows.push({
      what: `10M blocks, ${version}, against list(range(10M))`,
      heaplab: `${ours.toFixed(3)} s`,
      reference: python ? `${theirs.toFixed(3)} s` : '',
      ratio: python ? (ours / theirs).toFixed(2) : '',
      bar: '1.0',
    });
    rows.push({
      what: `host memory for 10M blocks, ${version}, to simulated bytes touched`,
      heaplab: '',
      reference: '',
      ratio: memory.toFixed(3),
      bar: '1.15',
    });
  }
  return rows;
}

function listSeconds(python: Python): number {
  const code = `
import gc, time
gc.disable()
t = time.perf_counter()
ids = list(range(10_000_000, 20_000_000))
del ids
print(time.perf_counter() - t)`;
  return Number(execFileSync(python.path, ['-c', code], { encoding: 'utf8' }));
}

/** Runs this file as a program of its own, as the interpreter is one. */
function inFreshProcess(version: string): [seconds: number, memoryRatio: number] {
  const output = execFileSync(
    process.execPath,
    ['-r', 'ts-node/register/transpile-only', __filename, version],
    { encoding: 'utf8' },
  );
  return JSON.parse(output);
}

function main(version: string): void {
  const { pymalloc, memory } = boot(version);
  const { i32, f64 } = memory;
  const type = new Float64Array(new Int32Array([0x0400_0000, 0x5555]).buffer)[0]!;
  const list = new Int32Array(COUNT);
  const hostBefore = process.memoryUsage.rss();
  const simulatedBefore = memory.residentPages;
  const start = performance.now();
  for (let i = 0; i < COUNT; i++) {
    const block = pymalloc.malloc(28);
    const double = block >> 1;
    f64[double] = ONE;
    f64[double + 1] = type;
    f64[double + 2] = ONE;
    i32[block + 6] = 10_000_000 + i;
    list[i] = block;
  }
  const built = performance.now();
  const host = process.memoryUsage.rss() - hostBefore;
  const simulated = (memory.residentPages - simulatedBefore) * 4096 + list.byteLength;
  const measured = performance.now();
  for (let i = COUNT - 1; i >= 0; i--) pymalloc.free(list[i]!);
  const seconds = (built - start + performance.now() - measured) / 1000;
  process.stdout.write(JSON.stringify([seconds, host / simulated]));
}

if (require.main === module) main(process.argv[2]!);
