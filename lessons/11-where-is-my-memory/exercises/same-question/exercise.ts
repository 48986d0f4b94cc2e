import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** A slow function that counts its calls; its answer is a text of some size. */
const PRICE = `
calls = []
def price(item, amount):
    calls.append(None)
    return ('%d pieces of %s cost %d; ' % (amount, item, 7 * amount + len(item))) * 8
def text(item, amount):
    return ('%d pieces of %s cost %d; ' % (amount, item, 7 * amount + len(item))) * 8
`;

/** What 100 answers may take, with their keys: bytes. */
const MOST = 75_000;

interface Asked {
  /** Python: the pairs of item and amount, one request after the other. */
  readonly requests: string;
  /** How often the price has to be worked out. */
  readonly calls: number;
}

function trial({ requests, calls }: Asked): VisibleTrial {
  return {
    before: PRICE,
    steps: [
      { python: `quotes = Quotes(price)\nwrong = 0\nnumber = 0` },
      { mark: 'start' },
      {
        python: `for item, amount in ${requests}:
    number += 1
    if quotes.quote(number, item, amount) != text(item, amount): wrong += 1
item = amount = None
asked = len(calls)
calls.clear()`,
      },
      { mark: 'asked' },
      { read: 'wrong', want: 0, about: 'wrong answers' },
      { read: 'asked', want: calls, about: 'how often the price was worked out' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'bytes that the cache keeps',
        from: 'start',
        to: 'asked',
        most: MOST,
      },
    ],
  };
}

/** The same few questions, several times. */
function again(random: Random, count: number, times: number): Asked {
  const first = random.integer(10, 90);
  return {
    requests: `[('item%d' % (i % 7), ${first} + i) for _ in range(${times}) for i in range(${count})]`,
    calls: count,
  };
}

/** Questions that hardly anybody repeats. */
function many(random: Random, count: number): Asked {
  const first = random.integer(10, 90);
  return {
    requests: `[('item%d' % (i % 9), ${first} + i) for i in range(${count}) for _ in (1, 2)]`,
    calls: count,
  };
}

/** One question that comes back all the time, between others that do not. */
function favourite(random: Random, count: number): Asked {
  const first = random.integer(10, 90);
  return {
    requests: `[each for i in range(${count}) for each in (('favourite', 3), ('item', ${first} + i))]`,
    calls: count + 1,
  };
}

export const exercise = defineHeapExercise({
  id: 'where-same-question',
  title: 'The same question, again and again',
  names: ['Quotes'],
  version: '3.12',
  hints: [
    'What does the answer depend on? The key should have that, and nothing else.',
    'With the right key the cache still grows with each new question. Let the oldest go when there are more than 100. But “oldest” means: not asked for longest.',
    'An `OrderedDict` can do it: `move_to_end(key)` when a question comes again, `popitem(last=False)` when there are 101. Or let `functools.lru_cache(maxsize=100)` do all of it, around `price`.',
  ],
  reason:
    'A cache whose key never comes twice is a list of all requests: it never answers anything, and it never forgets. The key must be what the answer depends on. A limit makes the memory bounded, and when the entry that waited longest goes first, the questions that people ask stay.',
  example: (random) => trial(many(random, random.integer(130, 160))),
  checks: [
    {
      about: 'the same questions under new numbers',
      points: 1,
      trials: (random) => [trial(again(random, random.integer(60, 95), 4))],
    },
    {
      about: 'hundreds of different questions',
      points: 1,
      trials: (random) => [trial(many(random, random.integer(500, 900)))],
    },
    {
      about: 'a question that comes back all the time',
      points: 2,
      trials: (random) => [trial(favourite(random, random.integer(250, 400)))],
    },
  ],
  mistakes: [
    {
      name: 'number-in-key',
      feedback:
        'The request’s number is still part of the key. It never comes twice, so no answer is ever found again.',
    },
    {
      name: 'no-limit',
      feedback: 'The key is right, but nothing ever leaves the cache: each new question stays.',
    },
    {
      name: 'cleared-when-full',
      feedback:
        'When it is full you throw all away, the answers that are asked for all the time included.',
    },
    {
      name: 'oldest-out',
      feedback:
        'What goes is the answer that was made first. The one that is asked for all the time was made early, and goes too.',
    },
  ],
});
