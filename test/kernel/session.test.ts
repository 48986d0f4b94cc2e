import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Output } from '../../src/kernel/protocol';
import { Session, SessionEnded } from '../../src/kernel/session';
import { usableSnapshot } from '../../src/kernel/snapshot';
import { AddressSpace } from '../../src/memory';
import { type CellHost, engineSuite, sleep, textOf } from './engine-suite';

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

  /** As the suite of all hosts sees it. */
  get host(): CellHost {
    const { session, outputs } = this;
    return {
      run: async (code, during) => {
        let id = 0;
        const ran = await this.run(code, (given) => {
          id = given;
          during?.();
        });
        return { ...ran, id };
      },
      interrupt: () => session.interrupt(),
      complete: (code, position) => session.request({ type: 'complete', code, position }),
      inspect: (code, position) => session.request({ type: 'inspect', code, position }),
      isComplete: (code) => session.request({ type: 'isComplete', code }),
      outputs: async () => outputs,
      close: () => this.close(),
    };
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

describe('the cell engine in a process', () => {
  engineSuite(async () => {
    const own = new Fixture();
    await own.session.whenReady();
    return own.host;
  }, 1000);
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

test('a signal that comes when nobody asked for a stop ends no wait', async () => {
  const { status, outputs } = await fixture.run(
    "setTimeout(() => process.kill(process.pid, 'SIGINT'), 10); await new Promise((r) => setTimeout(r, 100)); console.log('on');",
  );
  expect(status).toBe('ok');
  expect(textOf(outputs)).toBe('on\n');
});

test('what asks nobody whether it should stop is stopped by a signal, and variables survive', async () => {
  await fixture.run('const kept = 123;');
  const { error } = await fixture.run("eval('for (;;);');", () =>
    setTimeout(() => fixture.session.interrupt(), 100),
  );
  expect(error?.ename).toBe('Interrupted');
  expect(textOf((await fixture.run('console.log(kept)')).outputs)).toBe('123\n');
});

test('process.exit is reported and ends nothing', async () => {
  const { pid } = fixture.session;
  await fixture.run('const kept = 1;');
  const { error } = await fixture.run('process.exit(3);');
  expect(error?.ename).toBe('ProcessExit');
  expect(error?.evalue).toContain('process.exit(3)');
  expect((await fixture.run('kept')).status).toBe('ok');
  expect(fixture.session.pid).toBe(pid);
});

test('a child process and native writes are seen too', async () => {
  const { outputs } = await fixture.run(
    "import { spawnSync } from 'node:child_process';\nspawnSync('echo', ['from a child'], { stdio: 'inherit' });\nawait new Promise((r) => setTimeout(r, 100));",
  );
  expect(textOf(outputs)).toContain('from a child');
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
