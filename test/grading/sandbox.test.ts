import { Sandbox, Translator } from '../../src/grading/sandbox';
import type { ExecuteReply } from '../../src/kernel/protocol';

/* Cells of sandboxes, which are converted in a process beside them. */

jest.setTimeout(60_000);

const LIMITS = { cellSeconds: 4, callSeconds: 1, memory: 700 * 2 ** 20 };
const translator = new Translator(LIMITS);
afterAll(() => translator.close());

const errorOf = async (reply: Promise<ExecuteReply>): Promise<string | undefined> =>
  (await reply).error?.ename;

async function inSandbox(work: (run: (source: string) => Promise<ExecuteReply>) => Promise<void>) {
  const sandbox = new Sandbox(LIMITS, translator);
  try {
    await work((source) =>
      sandbox.run({ id: 'cell', cell_type: 'code', metadata: {}, source, outputs: [] }),
    );
  } finally {
    await sandbox.close();
  }
}

test('names, types and lines are those of the cells', () =>
  inSandbox(async (run) => {
    await run('const n: number = 1;\ntype Pair = [number, number];');
    expect((await run('const pair: Pair = [n, n];')).status).toBe('ok');
    expect(await errorOf(run('const text: string = n;'))).toBe('TS2322');
    const { error } = await run(
      '\nfunction f(pair: Pair): void {\n  throw new Error("x");\n}\nf(pair);',
    );
    expect(error!.traceback.slice(0, 5)).toEqual(
      [
        'Error: x',
        'Cell 4, line 3:',
        '  1 | ',
        '  2 | function f(pair: Pair): void {',
        '> 3 |   throw new Error("x");',
      ].map((line) => line.trimEnd()),
    );
  }));

test('a module of one sandbox can be imported there, and not in the next', async () => {
  const use = "import { a } from './helper';\nif (a !== 3) throw new Error();";
  await inSandbox(async (run) => {
    await run('/** @module helper */\nexport const a: number = 3;');
    expect((await run(use)).status).toBe('ok');
  });
  await inSandbox(async (run) => {
    expect(await errorOf(run(use))).toBe('TS2307');
  });
});

test('code that is too much for TypeScript fails its own cell only', () =>
  inSandbox(async (run) => {
    const deep = `const deep = ${'['.repeat(20_000)}${']'.repeat(20_000)};`;
    expect(await errorOf(run(deep))).toBe('RangeError');
    expect((await run('const n = 1;')).status).toBe('ok');
    const wide = Array.from({ length: 300_000 }, (_, i) => `{ a${i}: 1 }`).join(', ');
    expect(await errorOf(run(`const wide = [${wide}];`))).toBe('SessionEnded');
    expect((await run('const n = 1;')).status).toBe('ok');
  }));
