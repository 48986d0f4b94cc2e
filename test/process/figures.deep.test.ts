import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { boot, VERSIONS } from '../../src';
import { findPythons } from '../../tools/find-pythons';
import { ROOT } from '../support/dist';
import { forked, fragmented, ints, traced } from '../support/figures';
import { golden } from '../support/golden';

interface Recorded {
  readonly ints: Record<string, Record<string, number>>;
  readonly fork: Record<string, { rss: number; dirty: number }>;
}

const MIB = 2 ** 20;
const recorded = golden<Recorded>('figures', 'ten-million.json');

/** How far off, in percent. */
function percent(bytes: number, mebibytes: number): number {
  return (100 * Math.abs(bytes / MIB - mebibytes)) / mebibytes;
}

test.each(Object.keys(recorded.ints))(
  'ten million ints in %s',
  (version) => {
    const real = recorded.ints[version]!;
    const plain = ints(boot(version), 10_000_000);
    expect(percent(plain.after, real.after!)).toBeLessThan(2);
    const ours = traced(boot(version), 10_000_000);
    expect(percent(ours.after, real['traced after']!)).toBeLessThan(2);
    expect(percent(ours.deleted, real['traced deleted']!)).toBeLessThan(2);
    expect((ours.traced / MIB).toFixed(1)).toBe(real.traced!.toFixed(1));
    expect(percent(ours.own, real.own!)).toBeLessThan(0.1);
  },
  600_000,
);

test.each(Object.keys(recorded.fork))(
  'a million instances in %s: what a forked child dirties',
  (version) => {
    const real = recorded.fork[version]!;
    const plain = forked(boot(version), 1_000_000, false);
    expect(percent(plain.rss, real.rss)).toBeLessThan(2);
    expect(percent(plain.after, real.dirty)).toBeLessThan(5);
    const frozen = forked(boot(version), 1_000_000, true);
    expect(frozen.after / MIB).toBeLessThan(0.1);
  },
  600_000,
);

/** The interpreters of this machine, in the same run. */
const pythons = findPythons().filter(({ version }) =>
  VERSIONS.some(({ name }) => name === version),
);

test.each(pythons)(
  'fragmentation beside $release: two million objects, one in a hundred kept',
  ({ path, version }) => {
    const output = execFileSync(
      path,
      [join(ROOT, 'tools', 'oracle', 'figures.py'), '1000000', 'fragmented'],
      { encoding: 'utf8' },
    );
    const real = JSON.parse(output) as { before: number; full: number; kept: number };
    const ours = fragmented(boot(version), 1_000_000);
    // The recorder has more modules loaded than a bare interpreter.
    const base = real.before - ours.before;
    expect(percent(ours.full + base, real.full / MIB)).toBeLessThan(5);
    expect(percent(ours.kept + base, real.kept / MIB)).toBeLessThan(5);
  },
  600_000,
);
