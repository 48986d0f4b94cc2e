import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { check, compareReplay, parseTraceFile, replay } from '../../src/pymalloc';
import { versionOf } from '../../src/versions';
import { findPythons } from '../../tools/find-pythons';
import { ROOT } from '../support/dist';

/** Seeds per interpreter, and where they start: HEAPLAB_SEED=N looks elsewhere. */
const SEEDS = 12;
const FIRST = Number(process.env.HEAPLAB_SEED ?? Date.now() % 1_000_000);

const pythons = findPythons();

test('there is an interpreter to compare with', () => {
  expect(pythons.map(({ release }) => release)).not.toEqual([]);
});

describe.each(pythons)('pymalloc of $release', ({ path, release }) => {
  const folder = mkdtempSync(join(tmpdir(), 'heaplab-fuzz-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(Array.from({ length: SEEDS }, (_, i) => FIRST + i))(
    'seed %d: every address is the same',
    (seed) => {
      const out = join(folder, `${seed}.json.gz`);
      const recorder = join(ROOT, 'tools', 'oracle', 'pymalloc.py');
      execFileSync(path, [recorder, out, '--seed', String(seed), '--ops', '20000']);
      const file = parseTraceFile(JSON.parse(gunzipSync(readFileSync(out)).toString()));
      for (const trace of file.traces) {
        const result = replay(trace, versionOf(release));
        expect(compareReplay(trace, result)).toBeUndefined();
        check(result.heap);
      }
    },
  );
});
