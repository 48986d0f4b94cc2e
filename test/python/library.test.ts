import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SOURCES } from '../../src/python/lib/sources';
import { ROOT } from '../support/dist';

const LIB = join(ROOT, 'src', 'python', 'lib');
const files = readdirSync(LIB, { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.py'))
  .sort();

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('the module that the build made has every Python file of the library as it is', () => {
  expect(files.length).toBeGreaterThan(20);
  const read = files.map((name) => [name, readFileSync(join(LIB, name), 'utf8')]);
  expect(SOURCES).toEqual(Object.fromEntries(read));
});

/** Without an interpreter the report says that it was skipped. */
const testWithPython = hasPython() ? test : test.skip;

testWithPython("python3 -m py_compile accepts the library's files", () => {
  const cache = mkdtempSync(join(tmpdir(), 'heaplab-library-'));
  try {
    execFileSync('python3', ['-m', 'py_compile', ...files.map((name) => join(LIB, name))], {
      env: { ...process.env, PYTHONPYCACHEPREFIX: cache },
    });
  } finally {
    rmSync(cache, { recursive: true });
  }
});
