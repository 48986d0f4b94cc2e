import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RUN = join(__dirname, '..', '..', 'dist', 'src', 'cli', 'bundle.js');

let folder: string;
let bundle: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heaplab-bundle-'));
  bundle = join(folder, 'program.js');
  writeFileSync(
    bundle,
    "function twice(x) { return 2 * x; }\nconsole.log(twice(21), require('node:path').basename(__filename));\n",
  );
});

afterEach(() => {
  chmodSync(folder, 0o755);
  rmSync(folder, { recursive: true });
});

function run(...options: string[]): string {
  const code = `require(${JSON.stringify(RUN)}).runBundle(${JSON.stringify(bundle)})`;
  return execFileSync(process.execPath, [...options, '-e', code], { encoding: 'utf8' });
}

const caches = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.cache'));

test('a bundle runs without a cache, and leaves one for this V8', () => {
  expect(run()).toBe('42 program.js\n');
  expect(caches()).toEqual([`program.js.${process.versions.v8}.cache`]);
  expect(run()).toBe('42 program.js\n');
  expect(readdirSync(folder)).toHaveLength(2);
});

test('a cache that is damaged, or made under other flags, is not used', () => {
  writeFileSync(`${bundle}.${process.versions.v8}.cache`, 'no cache');
  expect(run()).toBe('42 program.js\n');
  rmSync(join(folder, caches()[0]!));
  run('--no-opt');
  expect(run()).toBe('42 program.js\n');
});

test('where the cache cannot be written the bundle runs all the same', () => {
  // Root may write everywhere: a folder in its place is what nobody can write to.
  rmSync(bundle);
  writeFileSync(
    bundle,
    "require('node:fs').mkdirSync([__filename, process.versions.v8, 'cache'].join('.')); console.log(1);",
  );
  expect(run()).toBe('1\n');
  expect(readdirSync(folder).filter((name) => /\.cache\.\d/.test(name))).toEqual([]);
});
