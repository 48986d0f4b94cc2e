import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './support/dist';

const folder = mkdtempSync(join(tmpdir(), 'heaplab-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the packed package starts without a build, and has the bundles of the live lab once', async () => {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [packed] = JSON.parse(execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8' }));
  const paths: string[] = packed.files.map(({ path }: { path: string }) => path);
  expect(paths.filter((path) => path.endsWith('live/vega.js'))).toEqual([
    'dist/site/assets/live/vega.js',
  ]);
  expect(paths.filter((path) => /^(src|test|tools)\//.test(path))).toEqual([]);
  expect(packed.size).toBeLessThan(12 * 2 ** 20);

  execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', folder]);
  const unpacked = join(folder, 'package');
  symlinkSync(join(ROOT, 'node_modules'), join(unpacked, 'node_modules'), 'dir');
  const child = spawn(process.execPath, [
    join(unpacked, 'bin', 'heaplab.js'),
    'start',
    '--no-open',
    '--port',
    '18895',
  ]);
  const url = await new Promise<string>((resolve) =>
    child.stdout.on('data', (text) => {
      const found = /http:\S+\//.exec(String(text));
      if (found) resolve(found[0]);
    }),
  );
  expect(await (await fetch(`${url}assets/live/engine.js`)).text()).toContain('serveCells');
  expect(await (await fetch(`${url}lessons/02-pymalloc.html`)).text()).toContain('pymalloc');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(existsSync(join(unpacked, 'dist', 'site', 'index.html'))).toBe(true);
}, 120_000);
