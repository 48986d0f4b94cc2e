import type { Random } from '../../../../src/grading/exercise';
import type { VisibleTrial } from '../../../../src/grading/heap/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';

/** What may stay of all reports: bytes. */
const LEFT = 1500;

function trial(random: Random, reports: number): VisibleTrial {
  const taxes = random.many(3, () => random.integer(1, 30));
  const rows = random.many(reports, () => random.integer(150, 200));
  const sums = rows.map((n) => ((n * (n - 1)) / 2) * 3);
  return {
    before: 'asked = []\n\ndef price(row):\n    asked.append(row)\n    return row * 3\n',
    steps: [
      { python: 'first = Report([1, 2], price)\nfirst.total(1)\ndel first\nasked.clear()' },
      { mark: 'start' },
      {
        python: `reports = [Report(list(range(n)), price) for n in ${JSON.stringify(rows)}]\ntotals = [[each.total(tax) for tax in ${JSON.stringify(taxes)}] for each in reports]\ncalls = len(asked)`,
      },
      {
        read: 'totals',
        want: sums.map((sum) => taxes.map((tax) => sum + Math.floor((sum * tax) / 100))),
        about: 'the totals',
      },
      {
        read: 'calls',
        want: rows.reduce((sum, n) => sum + n, 0),
        about: 'how often price was called',
      },
      { python: 'del reports, totals, calls\nasked.clear()' },
      { mark: 'gone' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'bytes that stay of the reports',
        from: 'start',
        to: 'gone',
        most: LEFT,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'refcount-method-cache',
  title: 'A cache that lets go',
  names: ['Report'],
  version: '3.12',
  hints: [
    'Where can a result be kept so that it dies with its report, and does not keep the report alive?',
    'In the report itself: an attribute. And which part of the work does not depend on the tax?',
    'Set `self.amount = None` in `__init__`. In `total`, add the prices up when it is still `None`, and work out the tax each time.',
  ],
  reason:
    'An attribute is held by the report and holds nothing that leads back to it. So it goes when the report goes. A cache outside needs the report as its key, and a key is a reference; the tax is not worth a cache at all.',
  example: (random) => trial(random, 4),
  checks: [
    { about: 'a few reports', points: 1, trials: (random) => [trial(random, 6)] },
    {
      about: 'many reports',
      points: 2,
      trials: (random) => [trial(random, random.integer(15, 20))],
    },
  ],
  mistakes: [
    {
      name: 'small-cache',
      feedback:
        'A small cache is still a cache that refers to reports: the last ones stay, with all their rows.',
    },
    {
      name: 'dict-of-reports',
      feedback: 'Your dict has the reports as keys. A key is a reference, so no report dies.',
    },
    { name: 'no-cache', feedback: 'The prices are asked for each time that `total` is called.' },
    {
      name: 'cache-in-a-cycle',
      feedback:
        'The cache is in the report, and holds a bound method, which holds the report: a cycle. No count falls to zero.',
    },
  ],
});
