import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { compareMallocReplay, parseMallocTraceFile, replayMalloc } from '../../src/malloc';
import { ROOT } from '../support/dist';

const SEEDS = 25;
const FIRST = Number(process.env.HEAPLAB_SEED ?? Date.now() % 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'heaplab-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The C library of this machine: `glibc 2.36`. */
function libc(): string {
  try {
    return execFileSync('getconf', ['GNU_LIBC_VERSION'], { encoding: 'utf8' }).trim();
  } catch {
    return 'none that is known';
  }
}

/** The model is glibc 2.36's; other releases put some blocks elsewhere. */
(libc() === 'glibc 2.36' ? test : test.skip).each(
  Array.from({ length: SEEDS }, (_, i) => FIRST + i),
)("seed %d: every block lies where this machine's glibc puts it", (seed) => {
  const out = join(folder, `${seed}.json.gz`);
  const recorder = join(ROOT, 'tools', 'oracle', 'malloc.py');
  execFileSync('python3', [recorder, out, '--seed', String(seed), '--ops', '12000']);
  const { glibc, traces } = parseMallocTraceFile(
    JSON.parse(gunzipSync(readFileSync(out)).toString()),
  );
  expect(glibc).toBe('2.36');
  for (const trace of traces)
    expect(compareMallocReplay(trace, replayMalloc(trace))).toBeUndefined();
});
