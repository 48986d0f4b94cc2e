import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPythons } from '../../tools/find-pythons';
import { ProgramMaker, shrink, sourceOf } from '../../tools/python-fuzz';
import { BIN } from '../support/dist';

const PROGRAMS = 40;
const STATEMENTS = 25;
const folder = mkdtempSync(join(tmpdir(), 'heaplab-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a program prints, and the last line of its error. */
function outcome(command: string, args: readonly string[], source: string): string {
  const path = join(folder, 'program.py');
  writeFileSync(path, source);
  const { stdout, stderr } = spawnSync(command, [...args, path], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONHASHSEED: '0' },
  });
  return `${stdout}${stderr.trim().split('\n').at(-1)}`;
}

const versions = new Map(
  findPythons().map((python) => [python.release.split('.').slice(0, 2).join('.'), python.path]),
);
const known = [...versions].filter(([version]) => /^3\.([89]|1[0-5])$/.test(version));

(known.length > 0 ? test.each(known) : test.skip.each([['no', 'interpreter']]))(
  'random programs print the same on %s',
  (version, python) => {
    expect(execFileSync(python, ['--version'], { encoding: 'utf8' })).toContain(version);
    const differs = (statements: readonly string[]): boolean => {
      const source = sourceOf(statements);
      const here = outcome(process.execPath, [BIN, 'py', '--python', version], source);
      return outcome(python, [], source) !== here;
    };
    const found: string[] = [];
    for (let seed = 1; seed <= PROGRAMS; seed++) {
      const statements = new ProgramMaker(seed).make(STATEMENTS);
      if (differs(statements)) found.push(shrink(statements, differs).join('\n'));
    }
    expect(found).toEqual([]);
  },
  20 * 60_000,
);
