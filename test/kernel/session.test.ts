import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Output } from '../../src/kernel/protocol';
import { Session, SessionEnded } from '../../src/kernel/session';
import { usableSnapshot } from '../../src/kernel/snapshot';
import { AddressSpace } from '../../src/memory';

/** A session in an empty folder far from this package, as a notebook may lie anywhere. */
class Fixture {
  readonly folder = mkdtempSync(join(tmpdir(), 'heaplab-test-'));
  readonly outputs: { id: number; output: Output }[] = [];
  readonly session: Session;
  private count = 0;

  constructor(memoryLimit?: number) {
    this.session = new Session({
      folder: this.folder,
      ...(memoryLimit !== undefined && { memoryLimit }),
      onOutput: (id, output) => this.outputs.push({ id, output }),
    });
  }

  async run(code: string, during?: (id: number) => void) {
    const before = this.outputs.length;
    const start = performance.now();
    const reply = await this.session.execute({ code, count: ++this.count }, during);
    return {
      ...reply,
      milliseconds: performance.now() - start,
      outputs: this.outputs.slice(before).map(({ output }) => output),
    };
  }

  text(from: readonly Output[]): string {
    return from.map((output) => (output.type === 'stream' ? output.text : '')).join('');
  }

  async close(): Promise<void> {
    await this.session.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

let fixture: Fixture;
beforeAll(async () => {
  fixture = new Fixture();
  await fixture.session.whenReady();
});
afterAll(() => fixture.close());

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('the last expression is the result, and a name can be declared again', async () => {
  expect((await fixture.run('const x: number = 6; x * 7')).outputs).toEqual([
    { type: 'result', data: { 'text/plain': '42' }, metadata: {} },
  ]);
  const again = await fixture.run("const x: string = 'now text';\nx");
  expect(again.status).toBe('ok');
  expect(again.outputs[0]).toMatchObject({ data: { 'text/plain': "'now text'" } });
});

test('top-level await, and what was awaited stays', async () => {
  expect(
    (await fixture.run('const late = await new Promise<number>((r) => setTimeout(r, 20, 5));'))
      .status,
  ).toBe('ok');
  expect((await fixture.run('late + 1')).outputs[0]).toMatchObject({ data: { 'text/plain': '6' } });
});

test("heaplab and Node's types are known in an empty folder", async () => {
  const { status, outputs, error } = await fixture.run(
    "import { boot } from 'heaplab';\nimport { readdirSync } from 'node:fs';\n" +
      'const p = boot("3.12");\nconst t: NodeJS.Timeout = setTimeout(() => {}, 1);\n' +
      'const files: string[] = readdirSync(process.cwd());\nconsole.log(files.length);\np.PyObject_Malloc(28).toString(16)',
  );
  expect(error).toBeUndefined();
  expect(status).toBe('ok');
  expect(outputs.at(-1)).toMatchObject({
    data: { 'text/plain': expect.stringMatching(/'7fff[0-9a-f]{8}'/) },
  });
  const wrong = await fixture.run('p.PyObject_Malloc("28")');
  expect(wrong.error?.evalue).toMatch(/'string' is not assignable to parameter of type 'number'/);
});

test('a module may be written, changed and removed between two cells', async () => {
  const module = join(fixture.folder, 'later.ts');
  const cell = "import { later } from './later';\nconst checked: number = later;";
  expect((await fixture.run(cell)).error?.evalue).toContain("Cannot find module './later'");
  writeFileSync(module, 'export const later = 1;');
  await sleep(300);
  expect((await fixture.run(cell)).status).toBe('ok');
  writeFileSync(module, "export const later = 'one';");
  await sleep(1000);
  expect((await fixture.run(cell)).error?.evalue).toContain("'string' is not assignable");
  rmSync(module);
  await sleep(300);
  expect((await fixture.run('const after = 1;')).status).toBe('ok');
});

test('a type error shows the code with a caret under it', async () => {
  const { error } = await fixture.run('const a = 1;\nconst b: string = a;');
  expect(error?.ename).toBe('TS2322');
  expect(error?.traceback).toEqual([
    expect.stringMatching(/^Cell \d+, line 2:7 - error TS2322: Type 'number' is not assignable/),
    '  1 | const a = 1;',
    '> 2 | const b: string = a;',
    '    |       ^',
  ]);
});

test('code nested too deep for TypeScript fails its cell, and the next one runs', async () => {
  const deep = await fixture.run(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
  expect(deep.error?.ename).toBe('RangeError');
  expect((await fixture.run('1 + 1')).status).toBe('ok');
});

test('an error names cell and line of the TypeScript that was typed', async () => {
  await fixture.run(
    'interface Named { name: string }\n\nfunction deep(n: Named): never {\n  throw new RangeError(n.name);\n}',
  );
  const { error } = await fixture.run(
    "// a comment\ntype T = number;\n\ndeep({ name: 'far down' });",
  );
  expect(error).toMatchObject({ ename: 'RangeError', evalue: 'far down' });
  const text = error!.traceback.join('\n');
  expect(text).toMatch(/at deep \(cell \d+, line 4:9\)/);
  expect(text).toMatch(/at cell \d+, line 4:1/);
  expect(text).toContain('> 4 |   throw new RangeError(n.name);');
  expect(text).not.toMatch(/node:|evalmachine|tslab|worker\.js/);
});

test('a first line is placed right, also when a cell of another kind runs it', async () => {
  await fixture.run("function first(): never { throw new Error('here'); }");
  const { error } = await fixture.run('await null; first();');
  expect(error!.traceback.join('\n')).toMatch(/at first \(cell \d+, line 1:33\)/);
  expect(error!.traceback.join('\n')).toMatch(/at cell \d+, line 1:13/);
});

test('an endless loop stops within a second and variables survive', async () => {
  await fixture.run('const kept = 123;');
  for (const loop of [
    'while (true) {}',
    'await new Promise((r) => setTimeout(r, 10)); for (;;) {}',
    'await new Promise(() => {});',
    'async function spin() { await null; let i = 0; while (true) i++; }\nawait spin();',
  ]) {
    let asked = 0;
    const { error } = await fixture.run(loop, () =>
      setTimeout(() => {
        asked = performance.now();
        fixture.session.interrupt();
      }, 400),
    );
    expect(error?.ename).toBe('Interrupted');
    expect(performance.now() - asked).toBeLessThan(1000);
    expect((await fixture.run('kept')).outputs[0]).toMatchObject({ data: { 'text/plain': '123' } });
  }
});

test('an interrupt that comes while the cell is still compiled is not lost', async () => {
  const { error } = await fixture.run('for (;;);', () => fixture.session.interrupt());
  expect(error?.ename).toBe('Interrupted');
});

test('output streams while a cell runs, in order', async () => {
  let seen = 0;
  const running = fixture.run(
    "console.log('first');\nconst until = Date.now() + 600;\nwhile (Date.now() < until);\nconsole.error('second');",
  );
  await sleep(400);
  seen = fixture.outputs.filter(
    ({ output }) => output.type === 'stream' && output.text === 'first\n',
  ).length;
  const { outputs } = await running;
  expect(seen).toBe(1);
  expect(outputs).toEqual([
    { type: 'stream', name: 'stdout', text: 'first\n' },
    { type: 'stream', name: 'stderr', text: 'second\n' },
  ]);
});

test('an unhandled rejection fails its cell', async () => {
  const { error } = await fixture.run("void Promise.reject(new Error('nobody cared'));");
  expect(error).toMatchObject({ ename: 'Error', evalue: 'nobody cared' });
  expect((await fixture.run('1')).status).toBe('ok');
});

test('an error in a callback is shown in the cell that set it', async () => {
  let id = 0;
  await fixture.run("setTimeout(() => { throw new Error('late'); }, 100);", (given) => {
    id = given;
  });
  await fixture.run('2');
  await sleep(250);
  const late = fixture.outputs.find(({ output }) => output.type === 'error');
  expect(late?.id).toBe(id);
  expect((await fixture.run('3')).status).toBe('ok');
});

test('process.exit is reported and ends nothing', async () => {
  const pid = fixture.session.pid;
  const { error } = await fixture.run('process.exit(3);');
  expect(error?.ename).toBe('ProcessExit');
  expect(error?.evalue).toContain('process.exit(3)');
  expect((await fixture.run('kept')).status).toBe('ok');
  expect(fixture.session.pid).toBe(pid);
});

test('displays: a bundle, an object that shows itself, an update, clearing, a page', async () => {
  const { outputs, pages } = await fixture.run(
    "import { clearOutput, display, page } from 'heaplab';\n" +
      "const shown = display({ 'text/plain': 'a', 'text/html': '<b>a</b>' });\n" +
      "shown.update({ 'text/plain': 'b' });\n" +
      "display({ async [Symbol.for('Jupyter.display')]() { return { 'text/plain': 'self' }; } });\n" +
      "clearOutput(true);\npage('long');",
  );
  expect(outputs.map(({ type }) => type)).toEqual([
    'display',
    'updateDisplay',
    'clearOutput',
    'display',
  ]);
  const [first, update] = outputs as { displayId?: string }[];
  expect(first?.displayId).toBe(update?.displayId);
  expect(pages).toEqual([{ data: { 'text/plain': 'long' }, start: 0 }]);
});

test('a child process and native writes are seen too', async () => {
  const { outputs } = await fixture.run(
    "import { spawnSync } from 'node:child_process';\nspawnSync('echo', ['from a child'], { stdio: 'inherit' });\nawait new Promise((r) => setTimeout(r, 100));",
  );
  expect(fixture.text(outputs)).toContain('from a child');
});

test('completion, inspection, completeness', async () => {
  const { session } = fixture;
  const complete = (code: string) =>
    session.request({ type: 'complete', code, position: code.length });
  expect((await complete('Math.ab')).matches).toEqual(['abs']);
  expect((await complete('p.PyObject_M')).matches).toEqual(['PyObject_Malloc']);
  expect(await complete('kep')).toMatchObject({ matches: ['kept'], start: 0, end: 3 });
  const seen = await session.request({ type: 'inspect', code: 'parseInt', position: 8 });
  expect(String(seen.data['text/plain'])).toContain('parseInt');
  const status = async (code: string) =>
    (await session.request({ type: 'isComplete', code })).status;
  expect(await status('1 + 1')).toBe('complete');
  expect(await status('')).toBe('complete');
  expect(await status('function f() {')).toBe('incomplete');
  expect(await status("const s = 'open")).toBe('invalid');
  expect(await status('const s = `open')).toBe('incomplete');
  expect(await status('let = = 3')).toBe('invalid');
});

test('calls cross the process boundary as plain data', async () => {
  await fixture.run('function echo(...args: unknown[]) { return args; }\nfunction nothing() {}');
  const { session } = fixture;
  const call = (name: string, ...args: unknown[]) => session.request({ type: 'call', name, args });
  expect(await call('echo', [1, { a: 'b' }])).toMatchObject({
    status: 'ok',
    value: [[1, { a: 'b' }]],
  });
  expect(await call('nothing')).toMatchObject({ value: { $: 'undefined' } });
  expect(await call('absent')).toEqual({ status: 'missing' });
});

describe('a session whose process ends', () => {
  test('fails the cell with the reason, and the next cell runs in a fresh one', async () => {
    const own = new Fixture();
    await own.run('const lost = 1;');
    const { error } = await own.run("process.kill(process.pid, 'SIGKILL'); for (;;);");
    expect(error).toMatchObject({
      ename: 'SessionEnded',
      evalue: expect.stringContaining('SIGKILL'),
    });
    expect((await own.run('2 + 2')).outputs[0]).toMatchObject({ data: { 'text/plain': '4' } });
    expect((await own.run('lost')).error?.evalue).toContain("Cannot find name 'lost'");
    await own.close();
    await expect(own.session.request({ type: 'isComplete', code: '' })).rejects.toThrow(
      SessionEnded,
    );
  });

  test('a cell that eats all memory is ended, with the limit named', async () => {
    const own = new Fixture(600 * 2 ** 20);
    const { error } = await own.run(
      'const hog: Buffer[] = []; for (;;) hog.push(Buffer.alloc(2 ** 24, 1));',
    );
    expect(error?.evalue).toContain('600 MiB');
    await own.close();
  });
});

test('%%python cells share one process with TypeScript cells', async () => {
  const fixture = new Fixture();
  try {
    const first = await fixture.run("%%python 3.12\nx = [1, 2]\nprint('hi')\nx");
    expect(fixture.text(first.outputs)).toBe('hi\n[1, 2]\n');
    const second = await fixture.run(
      'py.exec("x.append(3)");\nconsole.log(py.globals.x!.repr, py.version.name);',
    );
    expect(fixture.text(second.outputs)).toBe('[1, 2, 3] 3.12\n');
    const failed = await fixture.run('%%python\ndef f(): return x[9]\nf()');
    expect(failed.status).toBe('error');
    expect(JSON.stringify(failed)).toContain('IndexError');
    expect(JSON.stringify(failed)).toContain('line 3, in <module>');
    const after = await fixture.run('%%python\nprint(len(x))');
    expect(fixture.text(after.outputs)).toBe('3\n');
  } finally {
    await fixture.close();
  }
});

test('address spaces that nobody uses any more do not keep a session from starting', async () => {
  let used = Array.from({ length: 4 }, () => new AddressSpace());
  expect(used.every(({ size }) => size > 0)).toBe(true);
  used = [];
  const fixture = new Fixture();
  await fixture.session.whenReady();
  await fixture.close();
});

test('a session starts without the snapshot where Node refuses it', async () => {
  expect(usableSnapshot()).toBeDefined();
  const env = { ...process.env, NODE_OPTIONS: '--max-old-space-size=1000' };
  const outputs: Output[] = [];
  const session = new Session({ env, onOutput: (_, output) => outputs.push(output) });
  await session.whenReady();
  expect(await session.execute({ code: '6 * 7', count: 1 })).toMatchObject({ status: 'ok' });
  expect(outputs).toMatchObject([{ type: 'result' }]);
  expect(usableSnapshot()).toBeUndefined();
  await session.close();
});
