import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createTranslator, grade } from '../../../src/grading/grader';
import { loadLessons } from '../../../src/grading/lessons';
import { NoWall, type Wall, wallHere } from '../../../src/grading/wall/command';
import { isCallReply, isRunReply } from '../../../src/grading/wall/messages';
import { WalledProcess, WallFailed } from '../../../src/grading/wall/process';
import { seccompFilter } from '../../../src/grading/wall/seccomp';
import { readNotebook } from '../../../src/kernel/notebook';
import { ROOT } from '../../support/dist';

jest.setTimeout(60_000);

const here = wallHere();
const MEMORY = 400 * 2 ** 20;

const { HEAPLAB_DENO } = process.env;
afterEach(() => {
  if (HEAPLAB_DENO === undefined) delete process.env.HEAPLAB_DENO;
  else process.env.HEAPLAB_DENO = HEAPLAB_DENO;
});

async function inside<T>(wall: Wall, work: (process: WalledProcess) => Promise<T>): Promise<T> {
  const process = new WalledProcess('cells', wall, MEMORY);
  try {
    return await work(process);
  } finally {
    await process.close();
  }
}

const run = (process: WalledProcess, code: string) =>
  process.request({ type: 'run', code, isAsync: false, modules: [] }, isRunReply, 'the cell', 10);
const call = (process: WalledProcess, name: string, ...args: unknown[]) =>
  process.request({ type: 'call', name, args }, isCallReply, 'a call', 10);

const lesson = loadLessons().find(({ name }) => name === '02-pymalloc')!;
const notebook = () => readNotebook(join(ROOT, 'notebooks', '02-pymalloc.ipynb'));

test('without the runtime nothing is graded, and the message says how to get it', async () => {
  process.env.HEAPLAB_DENO = '/nowhere/deno';
  expect(() => wallHere()).toThrow(NoWall);
  expect(() => wallHere()).toThrow(/npm install deno/);
  await expect(grade(notebook(), lesson)).rejects.toThrow(NoWall);
  // A wall that was there when the grading began, and is gone.
  await expect(
    grade(notebook(), lesson, { wall: here, translator: createTranslator(here) }),
  ).resolves.toMatchObject({ earned: 0 });
});

test('a wall that goes away on the way is a refusal, not a grade', async () => {
  const submitted = notebook();
  const [exercise] = Object.values(lesson.exercises);
  submitted.cells.find(({ id }) => id === exercise!.id)!.source =
    'function blockSize(n: number): number { return 16; }';
  const translator = createTranslator(here);
  process.env.HEAPLAB_DENO = '/nowhere/deno';
  await expect(grade(submitted, lesson, { wall: here, translator })).rejects.toThrow(NoWall);
  await translator.close();
});

test('a program that is not the runtime it should be is refused', async () => {
  process.env.HEAPLAB_DENO = process.execPath;
  await inside({ runtime: true, system: false }, async (walled) => {
    await expect(run(walled, '1')).rejects.toThrow(WallFailed);
  });
});

test('--unsafe goes without the runtime, and says so', () => {
  process.env.HEAPLAB_DENO = '/nowhere/deno';
  expect(wallHere(true).runtime).toBe(false);
});

test('code finds the language and the simulator there, and nothing of the runtime', async () => {
  await inside(here, async (walled) => {
    const code = `const heaplab = require('heaplab');
      exports.size = (n) => { const p = heaplab.boot('3.12'); return p.PyObject_Malloc(n) > 0; };
      exports.names = () => Object.getOwnPropertyNames(globalThis).filter((name) => /deno|fetch|worker|socket|storage|require|navigator|gpu/i.test(name));
      exports.twice = async (n) => 2 * n;`;
    expect(await run(walled, code)).toEqual({ status: 'ok' });
    expect(await call(walled, 'size', 28)).toEqual({ status: 'ok', value: true });
    expect(await call(walled, 'twice', 21)).toEqual({ status: 'ok', value: 42 });
    expect(await call(walled, 'names')).toEqual({ status: 'ok', value: [] });
    expect(await call(walled, 'other')).toEqual({ status: 'missing' });
  });
});

test('a process that is not asked says nothing, and one asked too much is ended', async () => {
  await inside(here, async (walled) => {
    await run(walled, 'exports.loop = () => { for (;;); }');
    const asked = walled.request(
      { type: 'call', name: 'loop', args: [] },
      isCallReply,
      'a call',
      0.3,
    );
    await expect(asked).rejects.toMatchObject({ reason: 'a call took longer than 0.3 s' });
    await expect(call(walled, 'loop')).rejects.toMatchObject({
      reason: 'a call took longer than 0.3 s',
    });
  });
});

test('memory is watched', async () => {
  if (!existsSync('/proc/self/statm')) return;
  await inside(here, async (walled) => {
    await run(
      walled,
      'const all = []; exports.hog = () => { for (;;) all.push(new Uint8Array(1e7).fill(1)); }',
    );
    await expect(call(walled, 'hog')).rejects.toMatchObject({
      reason: expect.stringMatching(/memory/),
    });
  });
});

test('the filter of system calls is a program that the kernel takes', () => {
  for (const architecture of ['x64', 'arm64']) {
    const filter = seccompFilter(architecture)!;
    expect(filter.length % 8).toBe(0);
    // The last instruction lets through, and every jump stays inside.
    expect(filter.readUInt32LE(filter.length - 4)).toBe(0x7fff0000);
    for (let at = 0; at < filter.length; at += 8) {
      const farthest = Math.max(filter.readUInt8(at + 2), filter.readUInt8(at + 3));
      expect(at / 8 + 1 + farthest).toBeLessThanOrEqual(filter.length / 8);
    }
  }
  expect(seccompFilter('mips')).toBeUndefined();
});

// What is read of an answer takes the grader's own time, and everybody's timers with it.
test('an answer is no longer than what is expected can need, whatever it is made of', async () => {
  const bomb = `function blockSize(n: number): any {
    const s: any = Object.create(Set.prototype);
    s[Symbol.iterator] = function* () { for (let i = 1; i <= 40000; i++) yield BigInt(i) << 64n; };
    return s;
  }`;
  const submitted = notebook();
  const exercise = lesson.exercises['block-size']!;
  submitted.cells.find(({ id }) => id === exercise.id)!.source = bomb;
  const one = { ...lesson, exercises: { 'block-size': exercise } };
  const started = performance.now();
  const { earned, exercises } = await grade(submitted, one, { wall: here });
  expect(earned).toBe(0);
  expect(exercises[0]!.feedback.join()).toMatch(/sent back more than 32 KiB/);
  // Before there was a limit, each of the calls took 13 s of the grader's own time.
  expect(performance.now() - started).toBeLessThan(30_000);
});

test('the name of an error of a call says nothing but which of the language it is', async () => {
  const submitted = notebook();
  const exercise = lesson.exercises['block-size']!;
  submitted.cells.find(({ id }) => id === exercise.id)!.source =
    "function blockSize(n: number): number { const e = new Error(); e.name = 'TS' + n; throw e; }";
  const one = { ...lesson, exercises: { 'block-size': exercise } };
  const { exercises } = await grade(submitted, one, { wall: here });
  expect(exercises[0]!.feedback[0]).toBe('All calls threw an error.');
});

test('what a process waits for a processor is not counted, and an endless loop ends all the same', async () => {
  if (!existsSync('/proc/self/schedstat')) return;
  // Three busy programs a processor: whoever is asked gets about a quarter of one.
  const busy = Array.from({ length: 3 * availableParallelism() }, () =>
    // Each in a session of its own: Linux may share the processors out by sessions.
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore', detached: true }),
  );
  try {
    await inside(here, async (walled) => {
      const seconds = 1.5;
      const ask = (name: string) =>
        walled.request({ type: 'call', name, args: [] }, isCallReply, 'a call', seconds);
      await run(
        walled,
        `exports.work = () => { const t = Date.now(); let turns = 0; while (Date.now() - t < 2500) turns++; return turns > 0; };
         exports.loop = () => { for (;;); };`,
      );
      const started = performance.now();
      expect(await ask('work')).toEqual({ status: 'ok', value: true });
      expect(performance.now() - started).toBeGreaterThan(2400);
      expect(walled.used).toBeLessThan(seconds);
      await expect(ask('loop')).rejects.toMatchObject({ reason: 'a call took longer than 1.5 s' });
    });
  } finally {
    for (const child of busy) child.kill('SIGKILL');
  }
});
