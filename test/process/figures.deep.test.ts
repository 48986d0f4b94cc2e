import { boot } from '../../src';
import { forked, ints, traced } from '../support/figures';
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
