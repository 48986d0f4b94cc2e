import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { mutationProgram } from '../../tools/mutation-fuzz';
import { ROOT } from '../support/dist';

const PROGRAMS = 1000;
const VERSIONS = ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15'];
const from = Number(process.env.HEAPLAB_SEED ?? 1000);

/** Runs programs one after the other; those after one that does not end are run by another process. */
async function run(version: string, seeds: number[]): Promise<string[]> {
  const script = join(ROOT, 'test', 'support', 'run-programs.cjs');
  const found: string[] = [];
  while (seeds.length > 0) {
    const child = spawn(process.execPath, ['--stack-size=4000', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let timer: NodeJS.Timeout | undefined;
    const next = (): void => {
      clearTimeout(timer);
      const [id] = seeds;
      if (id === undefined) {
        child.stdin.end();
        return;
      }
      timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
      child.stdin.write(`${JSON.stringify({ id, version, source: mutationProgram(id, 30) })}\n`);
    };
    createInterface(child.stdout).on('line', (line) => {
      const { stdout, internal } = JSON.parse(line) as Record<string, string>;
      const id = seeds.shift();
      if (internal !== '' || !stdout!.endsWith('end\n')) found.push(`seed ${id}: ${internal}`);
      next();
    });
    next();
    await new Promise((resolve) => child.on('close', resolve));
    clearTimeout(timer);
    if (seeds.length > 0) found.push(`seed ${seeds.shift()}: no end`);
  }
  return found;
}

test.each(VERSIONS)(
  'a thousand programs that change what is worked on end as programs, on %s',
  async (version) => {
    const seeds = Array.from({ length: PROGRAMS }, (_, i) => from + i);
    expect(await run(version, seeds)).toEqual([]);
  },
  20 * 60_000,
);
