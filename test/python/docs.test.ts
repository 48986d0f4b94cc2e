import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boot } from '../../src';
import { CPYTHON_VERSIONS } from '../../src/versions';
import { GOLDEN, ROOT } from '../support/dist';

const text = readFileSync(join(ROOT, 'docs', 'python.md'), 'utf8');

test('the scripts that the table of CPython tests names are there, recorded on every version', () => {
  const named = [...text.matchAll(/`(\w+)\.py`/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(10);
  for (const name of named) {
    expect({ name, is: existsSync(join(GOLDEN, 'python', `${name}.py`)) }).toEqual({
      name,
      is: true,
    });
    const recorded = JSON.parse(readFileSync(join(GOLDEN, 'python', `${name}.json`), 'utf8'));
    for (const version of Object.keys(recorded)) expect(CPYTHON_VERSIONS).toContain(version);
    expect(Object.keys(recorded).length).toBeGreaterThanOrEqual(6);
  }
});

/** What docs/python.md says does not hold: a program that CPython runs, and what it raises here. */
test.each([
  [
    '`Snapshot.dump`',
    'import tracemalloc\ntracemalloc.start()\ntracemalloc.take_snapshot().dump',
    'AttributeError',
  ],
  ["the interpreter's own objects", 'import gc\nassert gc.get_objects()[500]', 'IndexError'],
])('it is true that %s do not hold', (said, program, error) => {
  expect(text).toContain(said);
  const { status, error: raised } = boot('3.12').exec(program, { quiet: true });
  expect(status).toBe(1);
  expect(raised).toContain(error);
});
