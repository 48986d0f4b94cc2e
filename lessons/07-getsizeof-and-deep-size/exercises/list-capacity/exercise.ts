import { defineExercise } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import { sizes as doubles } from './wrong/doubles';
import { sizes as exact } from './wrong/exact';
import { sizes as oldCount } from './wrong/old-count';
import { sizes as oldRule } from './wrong/old-rule';

function measured(appends: number): number[] {
  const p = small('3.12', { startUp: 'none' });
  const list = p.PyList_New(0);
  const item = p.PyLong_FromLong(1);
  return Array.from({ length: appends }, () => {
    p.PyList_Append(list, item);
    return p.sys.getsizeof(list);
  });
}

export const exercise = defineExercise<[appends: number], number[]>({
  id: 'sizes-list-capacity',
  title: 'Implement list_resize',
  functionName: 'sizes',
  solution: measured,
  hints: [
    'A list asks for room only when an append finds it full. What do you have to remember from one append to the next?',
    'Keep the number of `places`. Only when the new number of items is larger than that, work out the places anew, from the number of items with the new one.',
    'For `n` from 1 to `appends`: when `n > places`, set `places = (n + (n >> 3) + 6) & ~3`. Push `56 + 8 * places`.',
  ],
  reason:
    'The size of a list is that of its places, in use or not. Growing by an eighth keeps the number of moves small: most appends find a place and change no size. The rule is asked with the new number of items, because that many are needed at once.',
  examples: (random) => [{ args: [random.integer(4, 9)], about: 'a short list' }],
  checks: [
    {
      about: 'lists of some length',
      points: 1,
      calls: (random) => random.many(4, () => [random.integer(10, 120)]),
    },
    {
      about: 'a long list, one item, none',
      points: 1,
      calls: (random) => [[random.integer(800, 1500)], [1], [0]],
    },
  ],
  mistakes: [
    {
      name: 'exact',
      feedback: 'Append takes room in reserve, so that it need not move the items each time.',
      answer: exact,
    },
    {
      name: 'doubles',
      feedback: 'A list does not double: it takes about an eighth more than it needs.',
      answer: doubles,
    },
    {
      name: 'old-rule',
      feedback:
        'That is the rule of 3.8, which added 3 or 6 and did not round to a multiple of four.',
      answer: oldRule,
    },
    {
      name: 'old-count',
      feedback: 'The rule takes the new number of items, with the one that is appended.',
      answer: oldCount,
    },
  ],
});
