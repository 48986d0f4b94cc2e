import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Dealer } from 'zeromq';
import type { Row } from './main';

const ROOT = join(__dirname, '..', '..');
const CELLS = 30;
const ROUNDS = 3;

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
  return [row('kernel: start to first answer, against tslab', 'first'), row('kernel: a trivial cell, against tslab', 'cell')];
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function measure(command: (file: string) => string[]): Promise<Times> {
  const folder = mkdtempSync(join(tmpdir(), 'heaplab-bench-'));
  const file = join(folder, 'connection.json');
  const names = ['shell_port', 'iopub_port', 'stdin_port', 'control_port', 'hb_port'] as const;
  const ports = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await freePort()] as const)),
  );
  const key = randomUUID();
  writeFileSync(
    file,
    JSON.stringify({ transport: 'tcp', ip: '127.0.0.1', key, signature_scheme: 'hmac-sha256', ...ports }),
  );
  const start = performance.now();
  const child = spawn(process.execPath, command(file), { cwd: folder, stdio: 'ignore' });
  const shell = new Dealer({ linger: 0 });
  shell.connect(`tcp://127.0.0.1:${ports['shell_port']}`);
  const session = randomUUID();
  const execute = async (code: string): Promise<void> => {
    await shell.send(message(key, session, code));
    for await (const frames of shell) {
      if (JSON.parse(frames[2]!.toString()).msg_type === 'execute_reply') return;
    }
  };
  try {
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
    shell.close();
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  }
}

function message(key: string, session: string, code: string): Buffer[] {
  const header = {
    msg_id: randomUUID(),
    session,
    username: 'bench',
    date: new Date().toISOString(),
    msg_type: 'execute_request',
    version: '5.3',
  };
  const content = { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false };
  const parts = [header, {}, {}, content].map((part) => Buffer.from(JSON.stringify(part)));
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return [Buffer.from('<IDS|MSG>'), Buffer.from(hmac.digest('hex')), ...parts];
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
  await gone;
  clearTimeout(timer);
}
