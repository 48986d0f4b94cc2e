import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';
import { askingForCause } from '../../../../src/grading/heap/record';
import type { Trial } from '../../../../src/grading/heap/trial';

/** Bytes that may be left of a day: none of its requests, but the list may have room. */
const LEFT = 1500;

/** A service whose function has a list among its defaults, and notes each request there. */
const service = (defaults: readonly string[]): string => `
class Request:
    def __init__(self, number):
        self.number = number
        self.body = bytes([number % 256]) * 2000

def handle(request, ${defaults.join(', ')}):
    seen.append(request)
    return request.number % limit + codes['ok']

def serve(count):
    return [handle(Request(number)) for number in range(count)]
`;

const record = (
  limit: number,
  count: number,
): string => `${service([`limit=${limit}`, "codes={'ok': 200}", 'seen=[]'])}
import gc, sys

def resident():
    with open('/proc/self/status') as status:
        for line in status:
            if line.startswith('VmRSS'):
                return int(line.split()[1]) * 1024

def kinds(holders):
    return ', '.join(f'a {type(one).__name__} of {len(one)}' for one in holders)

def look():
    start = resident()
    print('requests   resident set, more than in the morning')
    for part in range(1, 5):
        serve(${count})
        print(f'{part * ${count}:8}   {(resident() - start) / 2**20:4.1f} MiB')
    print()
    print('gc.collect() found', gc.collect(), 'objects')
    request = [one for one in gc.get_objects() if type(one) is Request][7]
    print('references to it, without those that ask:', sys.getrefcount(request) - 2)
    holders = gc.get_referrers(request)
    print('who refers to the request:  ', kinds(holders))
    of_list = gc.get_referrers(holders[0])
    of_list = [one for one in of_list if one is not holders]
    print('who refers to that list:    ', kinds(of_list))
    above = [one for one in gc.get_referrers(of_list[0]) if one is not of_list]
    print('who refers to that tuple:   ', above[0].__name__, 'of type', type(above[0]).__name__)

look()
`;

/** The defaults of a service. */
const limit = (random: Random): string => `limit=${random.integer(3, 90)}`;
const codes = (random: Random): string => `codes={'ok': ${random.integer(100, 600)}}`;

/** All of them, in some order. */
function defaults(random: Random): string[] {
  const all = [limit(random), codes(random), 'seen=[]'];
  const [first] = all.splice(random.integer(0, 2), 1);
  return random.integer(0, 1) === 0 ? [first!, ...all] : [first!, ...all.reverse()];
}

function trial(given: readonly string[], count: number): VisibleTrial {
  const value = (name: string): number =>
    Number(/\d+/.exec(given.find((each) => each.startsWith(name))!)![0]);
  const answers = Array.from({ length: 9 }, (_, i) => (i % value('limit')) + value('codes'));
  return {
    steps: [
      { python: `${service(given)}serve(1)\nmend(handle)` },
      { mark: 'morning' },
      { python: `answers = serve(${count})[:9]` },
      { read: 'answers', want: answers, about: 'answers of the first day' },
      { python: 'del answers\nmend(handle)' },
      { mark: 'first night' },
      { python: `answers = serve(${count})[:9]` },
      { read: 'answers', want: answers, about: 'answers of the second day' },
      { python: 'del answers\nmend(handle)' },
      { mark: 'second night' },
    ],
    bounds: (['first night', 'second night'] as const).map((night) => ({
      measure: 'bytes',
      about: `bytes that are left in the ${night}`,
      from: 'morning',
      to: night,
      most: LEFT,
    })),
  };
}

const hidden = (given: readonly string[], random: Random): Trial =>
  askingForCause(trial(given, random.integer(150, 250)), 'a default argument');

export const exercise = defineHeapExercise({
  id: 'refcount-who-keeps-them',
  title: 'Diagnose: who keeps the requests?',
  names: ['cause', 'mend'],
  version: '3.12',
  hints: [
    'Read the last three lines from the bottom: a function refers to a tuple, the tuple to a list, the list to the request. Which tuple does a function have?',
    'The defaults of a function are made once, at its `def`, and are kept in `handle.__defaults__`. A list among them is the same list in each call.',
    'Go through `handle.__defaults__`, and call `clear()` on the one that is a list. The function keeps the list, and the list keeps nothing.',
  ],
  reason:
    'A default is evaluated once, and the function holds it in a tuple for as long as the function lives, so whatever is put into that list stays. Nothing here is a cycle, and no collection can help: each request has one true holder. Emptying the list takes away that holder, and leaves the function and its other defaults as they are.',
  recorded: (random) => record(random.integer(3, 90), 100 * random.integer(11, 19)),
  example: (random) => trial(defaults(random), 10 * random.integer(8, 20)),
  checks: [
    {
      about: 'a service whose list comes last',
      points: 1,
      trials: (random) => [hidden([limit(random), codes(random), 'seen=[]'], random)],
    },
    {
      about: 'services whose list comes earlier',
      points: 2,
      trials: (random) => [
        hidden(['seen=[]', codes(random), limit(random)], random),
        hidden([limit(random), 'seen=[]', codes(random)], random),
      ],
    },
  ],
  mistakes: [
    {
      name: 'blames-a-cycle',
      feedback:
        'It is no cycle: `gc.collect()` found nothing of the requests. Follow the holders up to a name that you know.',
    },
    {
      name: 'collects',
      feedback:
        'The cause is right, but a collection frees only what nobody can reach. The function still reaches its list.',
    },
    {
      name: 'takes-defaults-away',
      feedback: 'Without its defaults `handle(request)` misses arguments, and fails.',
    },
    {
      name: 'clears-dicts-too',
      feedback: 'You empty the dict as well, which `handle` needs for its answers.',
    },
    {
      name: 'always-the-last',
      feedback: 'You take the last default. In another service the list has another place.',
    },
  ],
});
