import { type CellReply, Sandbox } from '../../src/grading/sandbox';
import { wallHere } from '../../src/grading/wall/command';
import { Translator } from '../../src/grading/wall/translator';

/* Cells of sandboxes, which are converted in a process beside them. */

jest.setTimeout(60_000);

const LIMITS = { cellSeconds: 4, callSeconds: 1, exerciseSeconds: 4, memory: 700 * 2 ** 20 };
const wall = wallHere();
const translator = new Translator(wall, LIMITS.cellSeconds);
afterAll(() => translator.close());

const errorOf = async (reply: Promise<CellReply>): Promise<string> => {
  const got = await reply;
  return got.status === 'error' ? got.ename : got.status;
};

async function inSandbox(work: (run: (source: string) => Promise<CellReply>) => Promise<void>) {
  const sandbox = new Sandbox(wall, LIMITS, translator);
  try {
    await work((source) =>
      sandbox.run({ id: 'cell', cell_type: 'code', metadata: {}, source, outputs: [] }),
    );
  } finally {
    await sandbox.close();
  }
}

test('names, types and errors are those of the cells', () =>
  inSandbox(async (run) => {
    await run('const n: number = 1;\ntype Pair = [number, number];');
    expect((await run('const pair: Pair = [n, n];')).status).toBe('ok');
    expect(await errorOf(run('const text: string = n;'))).toBe('TS2322');
    expect(await run('pair.forEach(() => { throw new TypeError("x"); });')).toEqual({
      status: 'error',
      ename: 'TypeError',
      evalue: 'x',
    });
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
    expect(await errorOf(run(`const wide = [${wide}];`))).toBe('ended');
    expect((await run('const n = 1;')).status).toBe('ok');
  }));
