import { boot, deterministicHost, type LineRecording, recordLines } from '../../dist/src';
import { PEAK } from '../../dist/src/recording/peak';
import type { Row } from './main';

/** Milliseconds of CPU that a state may take, and how many times the plain run's CPU time a recording may. */
const STATE = 50;
const RECORDING = 5;

const CHAIN = `class Node:
    def __init__(self, v):
        self.v = v
        self.next = None
head = None
for i in range(330):
    n = Node(i)
    n.next = head
    head = n
`;

const MILLIONS = `xs = list(range(10_000_000, 20_000_000))
n = len(xs)
pair = [1.5]
pair.append(2)
half = xs[::2]
del xs
w = 3
del half
`;

/** Text that grows, and lists that the collector tracks. */
const GROWING = 's = ""\nfor i in range(1000):\n    s += "x" * 1000\n';
const LISTS =
  'xs = [[] for i in range(200_000)]\ny = []\ny.append(y)\ndel y\nxs.append(1)\nxs.clear()\n';

function milliseconds(body: () => void): number {
  const before = process.cpuUsage();
  body();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

const fresh = (version: string) => boot(version, { host: deterministicHost() });

/** Steps in an order that jumps: at most `count` of them. */
function jumps(run: LineRecording, count: number): number[] {
  const { length } = run.steps;
  return Array.from({ length: Math.min(count, length) }, (_, i) => (i * 7919 + 13) % length);
}

/** How long states take that were not shown before, one after the other and in any order. */
function benchStates(what: string, version: string, source: string): Row {
  const run = recordLines(fresh(version), source);
  const forward = run.steps.slice(0, 200).map(({ step }) => step);
  // The limit is another one each time, so that no state is there already.
  const times = [forward, jumps(run, 50)].flatMap((steps, i) =>
    steps.map((step) => milliseconds(() => run.state(step, { objects: 200 - i }))),
  );
  run.close();
  return {
    what: `Microscope: a state, ${what} (${version})`,
    heaplab: `${median(times).toFixed(1)} ms, at most ${Math.max(...times).toFixed(0)}`,
    reference: '',
    ratio: (median(times) / STATE).toFixed(2),
    bar: '1',
  };
}

/** How much longer a recorded run takes than a plain one: the median of five pairs. */
function benchRecording(what: string, source: string): Row {
  const pairs = Array.from({ length: 6 }, () => {
    const [plain, recorded] = [fresh('3.12'), fresh('3.12')];
    const alone = milliseconds(() => plain.exec(source, { quiet: true }));
    const both = milliseconds(() => recordLines(recorded, source).close());
    return { alone, both };
  }).slice(1);
  const [alone, both] = [median(pairs.map((p) => p.alone)), median(pairs.map((p) => p.both))];
  return {
    what: `Microscope: recording, ${what}`,
    heaplab: `${both.toFixed(0)} ms`,
    reference: `${alone.toFixed(0)} ms (not recorded)`,
    ratio: (both / alone).toFixed(2),
    bar: `${RECORDING}`,
  };
}

/** What recording a program costs, and what showing a step of it: CPU time. */
export function benchRecordings(): Row[] {
  return [
    benchStates('fifteen lines', '3.12', PEAK),
    benchStates('fifteen lines', '3.8', PEAK),
    benchStates('2,000 steps', '3.12', CHAIN),
    benchStates('ten million ints', '3.12', MILLIONS),
    benchStates('200,000 lists', '3.12', LISTS),
    benchStates('a text that grows', '3.12', GROWING),
    benchRecording('2,000 steps', CHAIN),
    benchRecording('an empty loop, 10,000 steps', 'for i in range(4_900):\n    pass\n'),
    benchRecording('an empty loop, 100,000 passes', 'for i in range(100_000):\n    pass\n'),
  ];
}
