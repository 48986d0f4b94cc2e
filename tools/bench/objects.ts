import { execFileSync } from 'node:child_process';
import type { Python } from '../find-pythons';
import type { Row } from './main';

const ROUNDS = 3;

/** What is timed: Python source that prints seconds, and the same work on a simulated process. */
interface Task {
  readonly what: string;
  readonly python: string;
  readonly name: keyof typeof import('./object-tasks');
  readonly bar: string;
}

const TASKS: readonly Task[] = [
  {
    what: 'list of 10M ints, built and dropped',
    name: 'intList',
    bar: '1.5',
    python: `
import gc, time
gc.disable()
t = time.perf_counter()
ids = list(range(10_000_000, 20_000_000))
del ids
print(time.perf_counter() - t)`,
  },
  {
    what: 'the same with tracemalloc on',
    name: 'tracedIntList',
    bar: '1.0',
    python: `
import gc, time, tracemalloc
gc.disable()
tracemalloc.start()
t = time.perf_counter()
ids = list(range(10_000_000, 20_000_000))
del ids
print(time.perf_counter() - t)`,
  },
  {
    what: 'gc.collect() over a million instances with a list each',
    name: 'collection',
    bar: '1.5',
    python: `
import gc, time
gc.disable()
class N:
    def __init__(self, i):
        self.i = i
        self.l = [i]
objs = [N(i) for i in range(1_000_000)]
t = time.perf_counter()
gc.collect()
print(time.perf_counter() - t)`,
  },
  {
    what: 'a dict of a million int keys',
    name: 'intDict',
    bar: '3.0',
    python: `
import gc, time
gc.disable()
t = time.perf_counter()
d = {}
for i in range(1_000_000):
    d[i] = i
print(time.perf_counter() - t)`,
  },
  {
    what: 'a dict of a million str keys',
    name: 'strDict',
    bar: '3.0',
    python: `
import gc, time
gc.disable()
t = time.perf_counter()
d = {}
for i in range(1_000_000):
    d[str(i)] = i
print(time.perf_counter() - t)`,
  },
];

/** Objects, the collector and the tracer, against the interpreter in the same run. */
export function benchObjects(pythons: readonly Python[]): Row[] {
  const rows: Row[] = [];
  for (const version of ['3.12', '3.8']) {
    const python = pythons.find((candidate) => candidate.version === version);
    for (const task of TASKS) {
      let ours = Number.POSITIVE_INFINITY;
      let theirs = Number.POSITIVE_INFINITY;
      let memory = 0;
      // Alternating, so that both meet the same moods of the machine.
      for (let round = 0; round < ROUNDS; round++) {
        const [seconds, ratio] = inFreshProcess(task.name, version);
        ours = Math.min(ours, seconds);
        memory = ratio;
        if (python) theirs = Math.min(theirs, pythonSeconds(python, task.python));
      }
      rows.push({
        what: `${task.what}, ${version}`,
        heaplab: `${ours.toFixed(3)} s`,
        reference: python ? `${theirs.toFixed(3)} s` : '',
        ratio: python ? (ours / theirs).toFixed(2) : '',
        bar: task.bar,
      });
      if (task.name === 'tracedIntList') {
        rows.push({
          what: `host memory of that, ${version}, to simulated RSS`,
          heaplab: '',
          reference: '',
          ratio: memory.toFixed(3),
          bar: '1.3',
        });
      }
    }
  }
  return rows;
}

function pythonSeconds(python: Python, code: string): number {
  return Number(execFileSync(python.path, ['-c', code], { encoding: 'utf8' }));
}

/** Runs a task as a program of its own, as the interpreter is one. */
function inFreshProcess(task: string, version: string): [seconds: number, memoryRatio: number] {
  const output = execFileSync(
    process.execPath,
    ['-r', 'ts-node/register/transpile-only', require.resolve('./object-tasks'), task, version],
    { encoding: 'utf8' },
  );
  return JSON.parse(output);
}
