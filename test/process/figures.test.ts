import { boot, versionOf } from '../../src';
import { sample } from '../support/deep';
import { forked, fragmented, ints, traced } from '../support/figures';
import { golden, RELEASES } from '../support/golden';

type Part = Record<string, number>;
interface Recorded {
  readonly count: number;
  readonly ints: Part;
  readonly left: Part;
  readonly traced: Part;
  readonly fragmented: Part;
  readonly forked: Part;
  readonly frozen: Part;
}

const MIB = 2 ** 20;

function recorded(version: string): Recorded {
  return golden<Recorded>('figures', `${version}.json`);
}

/** Within `percent` of the recorded number. */
function near(ours: number, real: number, percent: number): void {
  expect([
    ours / MIB,
    Math.abs(ours - real) <= (real * percent) / 100 ? 'near' : 'far',
    real / MIB,
  ]).toEqual([ours / MIB, 'near', real / MIB]);
}

/**
 * The recorder has more modules loaded than a bare interpreter: what it had before counts for both, and
 * what came on top is compared.
 */
describe.each(sample(RELEASES, 3))('what a process of %s takes', (version) => {
  const real = recorded(version);
  const fresh = () => boot(version, { size: 2 ** 30 });

  test('RSS of a million ints, and after del', () => {
    const { before, after, deleted } = ints(fresh(), real.count);
    const base = real.ints.before! - before;
    near(after + base, real.ints.after!, 2);
    // What stays differs between runs of the interpreter: ours is in their range, or within 2% of RSS.
    const left = deleted - before;
    const bounded = Math.min(Math.max(left, real.left.least!), real.left.most!);
    near(left + real.ints.before!, bounded + real.ints.before!, 2);
  });

  test('fragmentation: one object in a hundred kept', () => {
    const ours = fragmented(fresh(), real.count);
    const base = real.fragmented.before! - ours.before;
    near(ours.full + base, real.fragmented.full!, 2);
    near(ours.kept + base, real.fragmented.kept!, 2);
  });
});

/** Medians of three runs of this program on the interpreters of the other figures, each started with `-s`. */
const SMALL_PROGRAM = `
with open('/proc/self/status') as status:
    for line in status:
        if line.startswith('VmRSS'):
            rss = int(line.split()[1]) * 1024
`;

// Of Debian's 3.14 the system had read more of the files when its start was recorded.
test.each(RELEASES)('RSS of a program of four lines on %s', (version) => {
  const py = boot(version, { size: 2 ** 28 });
  py.exec(SMALL_PROGRAM);
  const real = golden<Record<string, number>>('figures', 'small-program.json');
  near(Number(py.globals.rss!.value), real[version]!, version === '3.14' ? 6 : 2);
});

/** The two forms of the tracer's tables; the other versions are measured by figures.deep.test.ts. */
test.each(['3.8', '3.14'])(
  'with tracemalloc on %s: RSS, traced bytes, its own memory',
  (version) => {
    const real = recorded(version);
    const p = boot(version, { size: 2 ** 30 });
    const before = p.status().VmRSS;
    const ours = traced(p, real.count / 2);
    const base = real.ints.before! - before;
    near(ours.after + base, real.traced.after!, 2);
    near(ours.deleted + base, real.traced.deleted!, 2);
    near(ours.own, real.traced.own!, 2);
    // A list, its items and its ints; the recorder's own names are a few hundred bytes more.
    near(ours.traced, real.traced.traced!, 0.02);
  },
);

/** The four ways in which instances keep their attributes. */
test.each(sample(['3.8', '3.11', '3.12', '3.14'], 2))(
  'what a forked child of %s dirties when it collects, and frozen',
  (version) => {
    const real = recorded(version);
    const fresh = () => boot(version, { size: 2 ** 30 });
    const ours = forked(fresh(), real.count / 10, false);
    // The start-up objects of the recorder lie on more pages than those of a bare interpreter.
    const base = real.forked.tracked! - versionOf(version).startUp!.trackedBytes;
    near(ours.after - ours.before + base, real.forked.after! - real.forked.before!, 5);
    // The collector's own counters, and nothing of the heap.
    const frozen = forked(fresh(), real.count / 10, true);
    expect(frozen.after).toBeLessThanOrEqual(4 * 4096);
  },
);
