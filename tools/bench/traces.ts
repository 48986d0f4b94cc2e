import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
// The compiled package, as users run it.
import { parseTraceFile, timeReplay } from '../../dist/src/pymalloc';
import { versionOf } from '../../dist/src/versions';
import type { Python } from '../find-pythons';
import type { Row } from './main';

const ROOT = join(__dirname, '..', '..');
const ROUNDS = 15;

/** The recorded traces, nanoseconds per op: ours against the real allocator's. */
export function benchTraces(pythons: readonly Python[]): Row[] {
  const rows: Row[] = [];
  for (const file of ['3.8', '3.9', '3.12']) {
    const path = join(ROOT, 'test', 'golden', 'traces', `pymalloc-${file}.json.gz`);
    const { traces } = parseTraceFile(JSON.parse(gunzipSync(readFileSync(path)).toString()));
    const python = pythons.find((candidate) => candidate.version === file);
    const real = python ? retime(python, path) : {};
    let ours = 0;
    let theirs = 0;
    for (const trace of traces) {
      const nanoseconds = timeReplay(trace, versionOf(file), () => performance.now(), ROUNDS);
      const reference = real[trace.name];
      const ops = trace.ops.length / 2;
      ours += nanoseconds * ops;
      theirs += (reference ?? Number.NaN) * ops;
      rows.push(row(`trace ${file} ${trace.name}`, nanoseconds, reference));
    }
    const total = traces.reduce((sum, trace) => sum + trace.ops.length / 2, 0);
    rows.push(row(`trace ${file}, all together`, ours / total, python && theirs / total));
  }
  return rows;
}

function row(what: string, ours: number, theirs: number | undefined): Row {
  return {
    what,
    heaplab: `${ours.toFixed(1)} ns/op`,
    reference: theirs === undefined ? '' : `${theirs.toFixed(1)} ns/op`,
    ratio: theirs === undefined ? '' : (ours / theirs).toFixed(2),
    bar: '1.5',
  };
}

function retime(python: Python, path: string): Record<string, number> {
  const recorder = join(ROOT, 'tools', 'oracle', 'pymalloc.py');
  try {
    return JSON.parse(
      execFileSync(python.path, [recorder, '--retime', path], { encoding: 'utf8' }),
    );
  } catch (error) {
    process.stderr.write(`${python.release} could not be timed: ${(error as Error).message}\n`);
    return {};
  }
}
