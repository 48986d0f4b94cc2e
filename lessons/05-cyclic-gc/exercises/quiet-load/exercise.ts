import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

const PARSE = `
import gc
gc_is_on, gc_on, gc_off = gc.isenabled, gc.enable, gc.disable

def parse(row):
    return {'id': row, 'tags': [row]}

def parse_some(row):
    if row == 40:
        raise ValueError(row)
    return {'id': row}

def attempt(rows):
    try:
        load(rows, parse_some)
    except ValueError as error:
        return error.args[0]
`;

interface Kind {
  readonly on: boolean;
  readonly fails: boolean;
}

function trial(random: Random, rows: number, { on, fails }: Kind): VisibleTrial {
  const last = random.integer(0, rows - 1);
  return {
    before: PARSE,
    steps: [
      { python: on ? 'gc_on()' : 'gc_off()' },
      { mark: 'start' },
      {
        python: fails ? `raised = attempt(range(${rows}))` : `table = load(range(${rows}), parse)`,
      },
      { mark: 'loaded' },
      { python: `is_on = gc_is_on()\ngc_off()` },
      { read: 'is_on', want: on, about: 'whether the collector is on afterwards' },
      ...(fails
        ? [{ read: 'raised', want: 40, about: 'the exception' }]
        : [
            { python: `row = table[${last}]\ncount = len(table)` },
            {
              read: 'row',
              want: new Map<string, unknown>([
                ['id', last],
                ['tags', [last]],
              ]),
              about: 'a row',
            },
            { read: 'count', want: rows, about: 'the number of rows' },
          ]),
    ],
    bounds: fails
      ? []
      : [
          {
            measure: 'collections',
            about: 'collections while it loads',
            from: 'start',
            to: 'loaded',
            exactly: 0,
          },
        ],
  };
}

export const exercise = defineHeapExercise({
  id: 'gc-quiet-load',
  title: 'No collection while loading',
  names: ['load'],
  version: '3.12',
  hints: [
    'Which function of `gc` stops automatic collections, and which one says whether they are on?',
    'What runs also when `parse` raises? `try` and `finally`.',
    'Ask `gc.isenabled()` first, then `gc.disable()`. In `finally`: `gc.enable()`, but only if it was on.',
  ],
  reason:
    'A collection is worth its time when it finds something. While a table is loaded everything stays, so all of them are in vain. `finally` puts the setting back on each way out, and what was there before decides, since the caller may have switched the collector off on purpose.',
  example: (random) => trial(random, random.integer(9, 12) * 100, { on: true, fails: false }),
  checks: [
    {
      about: 'a large table',
      points: 1,
      trials: (random) => [trial(random, random.integer(1500, 2500), { on: true, fails: false })],
    },
    {
      about: 'a row that cannot be parsed',
      points: 1,
      trials: (random) => [trial(random, random.integer(60, 90), { on: true, fails: true })],
    },
    {
      about: 'the collector was off before',
      points: 1,
      trials: (random) => [trial(random, random.integer(900, 1200), { on: false, fails: false })],
    },
  ],
  mistakes: [
    { name: 'stays-off', feedback: 'You switch the collector off, and never on again.' },
    {
      name: 'off-after-an-error',
      feedback:
        'When `parse` raises, the line that switches the collector on again is not reached.',
    },
    {
      name: 'always-on',
      feedback: 'The collector is on afterwards, also when the caller had switched it off.',
    },
  ],
});
