import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ts50 from '@tslab/typescript-for-tslab';
import { build } from 'esbuild';
import { JupyterClient } from '../tools/jupyter-client';
import { openBrowser } from './support/browser';
import { CHROMIUM, ROOT } from './support/dist';

const folder = mkdtempSync(join(tmpdir(), 'heaplab-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the emitted types are read by tslab's TypeScript, with library checks on", () => {
  expect(ts50.version).toMatch(/^5\.0\./);
  const file = join(folder, 'use.ts');
  writeFileSync(
    file,
    "import { arenaMap, boot } from 'heaplab';\nexport const chart: { svg(): string } = arenaMap(boot('3.12').arenas());\nexport const n: number = boot().PyObject_Malloc(1);\n",
  );
  const program = ts50.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    target: ts50.ScriptTarget.ES2022,
    module: ts50.ModuleKind.CommonJS,
    moduleResolution: ts50.ModuleResolutionKind.Node10,
    lib: ['lib.es2022.d.ts'],
    types: [],
    paths: { heaplab: [join(ROOT, 'dist', 'src', 'index')] },
  });
  const problems = ts50
    .getPreEmitDiagnostics(program)
    .map((d) => `${d.file?.fileName}: ${ts50.flattenDiagnosticMessageText(d.messageText, ' ')}`);
  expect(problems).toEqual([]);
});

test('the package is required by its name, from a script and from a cell of tslab itself', async () => {
  const client = new JupyterClient();
  mkdirSync(join(client.folder, 'node_modules'));
  symlinkSync(ROOT, join(client.folder, 'node_modules', 'heaplab'), 'dir');
  const script =
    "process.stdout.write(String(require('heaplab').boot('3.12').PyObject_Malloc(28) % 16384))";
  expect(
    execFileSync(process.execPath, ['-e', script], { cwd: client.folder, encoding: 'utf8' }),
  ).toBe('48');

  const tslab = join(ROOT, 'node_modules', 'tslab', 'bin', 'tslab');
  await client.start((file) => [tslab, 'kernel', '--config-path', file]);
  await client.ready();
  const { reply, outputs } = await client.execute(
    "import { boot } from 'heaplab';\nconst address: number = boot('3.12').PyObject_Malloc(28);\nconsole.log(address % 16384);",
  );
  await client.close();
  expect(outputs.map(({ content }) => content.text).join('')).toBe('48\n');
  expect(reply.status).toBe('ok');
});

/** The entry point as one script for a browser. */
async function bundle(): Promise<string> {
  const out = join(folder, 'heaplab.js');
  await build({
    entryPoints: [join(ROOT, 'dist', 'src', 'index.js')],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'heaplab',
    outfile: out,
    logLevel: 'silent',
  });
  return readFileSync(out, 'utf8');
}

test('the entry point is bundled for a browser', async () => {
  expect(await bundle()).toContain('boot');
});

(CHROMIUM ? test : test.skip)('the entry point runs in a browser', async () => {
  const script = await bundle();
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.setContent('<title>x</title>');
  await page.addScriptTag({ content: script });
  const result = await page.evaluate(`(() => {
    const p = heaplab.boot('3.12', { size: 2 ** 28 });
    for (let i = 0; i < 100000; i++) p.pymalloc.malloc(28);
    p.check();
    return { arenas: p.stats().arenasCurrent, svg: heaplab.arenaMap(p.arenas()).svg().slice(0, 5) };
  })()`);
  expect(result).toEqual({ arenas: 4, svg: '<svg ' });
  await browser.close();
});
