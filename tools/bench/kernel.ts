import { dirname, join } from 'node:path';
import { JupyterClient } from '../jupyter-client';
import type { Row } from './main';

const ROOT = join(__dirname, '..', '..');
const CELLS = 30;
const ROUNDS = 3;
const REQUEST = { silent: false, store_history: true, user_expressions: {}, allow_stdin: false };

interface Times {
  readonly first: number;
  readonly cell: number;
}

/** Start to the first answer, and a trivial cell: our kernel against tslab's own, started alike. */
export async function benchKernel(): Promise<Row[]> {
  const tslab = join(dirname(require.resolve('tslab/package.json')), 'bin', 'tslab');
  const commands = {
    heaplab: (file: string) => [join(ROOT, 'dist', 'src', 'kernel', 'jupyter', 'main.js'), file],
    tslab: (file: string) => [tslab, 'kernel', '--config-path', file],
  };
  const best: Record<keyof typeof commands, Times> = {
    heaplab: { first: Number.POSITIVE_INFINITY, cell: Number.POSITIVE_INFINITY },
    tslab: { first: Number.POSITIVE_INFINITY, cell: Number.POSITIVE_INFINITY },
  };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['heaplab', 'tslab'] as const) {
      const times = await measure(commands[name]);
      best[name] = {
        first: Math.min(best[name].first, times.first),
        cell: Math.min(best[name].cell, times.cell),
      };
    }
  }
  const row = (what: string, of: keyof Times): Row => ({
    what,
    heaplab: `${best.heaplab[of].toFixed(0)} ms`,
    reference: `${best.tslab[of].toFixed(0)} ms`,
    ratio: (best.heaplab[of] / best.tslab[of]).toFixed(2),
    bar: '1.0',
  });
  return [
    row('kernel: start to first answer, against tslab', 'first'),
    row('kernel: a trivial cell, against tslab', 'cell'),
  ];
}

async function measure(command: (file: string) => string[]): Promise<Times> {
  const client = new JupyterClient();
  const execute = (code: string): Promise<unknown> =>
    client.request('execute_request', { ...REQUEST, code });
  try {
    const start = performance.now();
    await client.start(command);
    await execute('1 + 1');
    const first = performance.now() - start;
    const times: number[] = [];
    for (let i = 0; i < CELLS; i++) {
      const from = performance.now();
      await execute(`${i} + 1`);
      times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    return { first, cell: times[times.length >> 1]! };
  } finally {
    await client.close();
  }
}
