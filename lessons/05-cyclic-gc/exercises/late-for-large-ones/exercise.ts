import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';
import { askingForCause } from '../../../../src/grading/heap/record';
import type { Trial } from '../../../../src/grading/heap/trial';

/** Bytes that may be in use at any time, for requests of at most 50,000 bytes. */
const MOST = 5_000_000;
/** Requests for each collection, at least. */
const EACH = 10;

/** A request refers to itself by one of its own methods: small objects, and a large body. */
const SERVICE = `
class Request:
    def __init__(self, size):
        self.body = bytearray(size)
        self.answer_with = self.ok

    def ok(self):
        return len(self.body)

def serve(count, size):
    done = 0
    for _ in range(count):
        done += Request(size).ok() == size
    return done
`;

const record = (size: number): string => `${SERVICE}
import gc, sys

def resident():
    with open('/proc/self/status') as status:
        for line in status:
            if line.startswith('VmRSS'):
                return int(line.split()[1]) * 1024

gc.collect()
start = resident()
print('requests   resident set, more than at the start')
for part in range(1, 8):
    serve(60, ${size})
    print(f'{part * 60:8}   {(resident() - start) / 2**20:4.1f} MiB')
print()
print('gc.isenabled():    ', gc.isenabled())
print('gc.get_threshold():', gc.get_threshold())
before = gc.get_count()[0]
serve(10, ${size})
print(f'gc.get_count()[0]:  {gc.get_count()[0] - before} more after ten requests')
print('gc.garbage:        ', gc.garbage)
before = resident()
found = gc.collect()
print(f'gc.collect():       {found} objects, and the resident set is {(before - resident()) / 2**20:.1f} MiB smaller')
print('size of a body:    ', sys.getsizeof(Request(${size}).body), 'bytes')
`;

function trial(count: number, size: number): VisibleTrial {
  return {
    before: `from gc import enable\nenable()\n${SERVICE}`,
    steps: [
      { python: 'knob()' },
      { mark: 'start' },
      { python: `done = serve(${count}, ${size})` },
      { mark: 'served' },
      { read: 'done', want: count, about: 'how many requests were answered' },
    ],
    bounds: [
      {
        measure: 'peak',
        about: 'the most that is in use at once, for requests',
        from: 'start',
        to: 'served',
        most: MOST,
      },
      {
        measure: 'collections',
        about: 'collections while requests are served',
        from: 'start',
        to: 'served',
        most: Math.floor(count / EACH),
      },
    ],
  };
}

const hidden = (count: number, size: number): Trial =>
  askingForCause(trial(count, size), 'it counts objects, not bytes');

export const exercise = defineHeapExercise({
  id: 'gc-late-for-large-ones',
  title: 'Diagnose: it grows, though the collector runs',
  names: ['cause', 'knob'],
  version: '3.12',
  hints: [
    'A collection frees all of it, so nobody holds the requests, and free space is no reason either. The collector is on. What makes it wait?',
    'Look at the threshold, and at how much the count grows in ten requests. How many requests wait for a collection, and how many bytes are that? How many may wait?',
    'Up to 100 requests of 50,000 bytes may wait: divide what the count grows in ten requests by ten, and choose a threshold between 10 and 100 times that. `gc.set_threshold(n)` changes the first of the three numbers alone.',
  ],
  reason:
    'The collector runs when enough containers were made, whatever they hold: a request counts as two, and its body of many kilobytes as none. With 700 some 350 requests wait, each with its body. A threshold of 100 lets 50 wait, which fits into the memory and still shares the price of a collection among many requests.',
  recorded: (random) => record(1000 * random.integer(38, 49)),
  example: (random) => trial(10 * random.integer(40, 50), 1000 * random.integer(38, 49)),
  checks: [
    {
      about: 'requests of the largest size',
      points: 2,
      trials: (random) => [hidden(random.integer(500, 700), 50_000)],
    },
    {
      about: 'smaller requests, more of them',
      points: 1,
      trials: (random) => [hidden(random.integer(900, 1100), random.integer(20_000, 30_000))],
    },
  ],
  mistakes: [
    {
      name: 'turns-it-on',
      feedback:
        'The collector is on: `gc.isenabled()` says so, and after some 350 requests the resident set grows no more. Turning it on changes nothing.',
    },
    {
      name: 'holds-nothing',
      feedback:
        'The knob is right, the cause is not: if somebody held the requests, `gc.collect()` could not have freed them.',
    },
    {
      name: 'freezes',
      feedback:
        'Freezing takes what is there now out of the collections. The requests come later, and wait as long as before.',
    },
    {
      name: 'after-each-request',
      feedback:
        'The memory is small now, but there is a collection for nearly every request, and each of them takes time.',
    },
    {
      name: 'waits-longer',
      feedback: 'With a higher threshold even more requests wait for a collection.',
    },
  ],
});
