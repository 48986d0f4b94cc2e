import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { mutationProgram } from '../../tools/mutation-fuzz';
import { ROOT } from '../support/dist';

/** What the simulator itself failed with, by seed, or that a program came to no end. */
async function failures(version: string, seeds: readonly number[]): Promise<string[]> {
  const script = join(ROOT, 'test', 'support', 'run-programs.cjs');
  const child = spawn(process.execPath, ['--stack-size=4000', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting = new Set(seeds);
  const found: string[] = [];
  createInterface(child.stdout).on('line', (line) => {
    const { id, stdout, internal } = JSON.parse(line) as Record<string, string>;
    waiting.delete(Number(id));
    const first = String(internal).split('\n')[0]!;
    if (first !== '' || !stdout!.endsWith('end\n')) found.push(`${version}, seed ${id}: ${first}`);
  });
  for (const id of seeds)
    child.stdin.write(`${JSON.stringify({ id, version, source: mutationProgram(id, 25) })}\n`);
  child.stdin.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), 90_000);
  await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  return [...found, ...[...waiting].map((id) => `${version}, seed ${id}: no end`)];
}

test.each([
  ['3.8', 1],
  ['3.12', 101],
  ['3.15', 201],
])(
  'containers may change while they are worked on, on %s',
  async (version, from) => {
    const seeds = Array.from({ length: 4 }, (_, i) => from + i);
    expect(await failures(version, seeds)).toEqual([]);
  },
  100_000,
);
