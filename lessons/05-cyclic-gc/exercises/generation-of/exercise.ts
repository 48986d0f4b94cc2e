import { defineExercise } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import { generationOf as alwaysMoves } from './wrong/always-moves';
import { generationOf as freezeIsTwo } from './wrong/freeze-is-two';
import { generationOf as oneUp } from './wrong/one-up';

function measured(events: string[]): number {
  const p = small('3.12', { startUp: 'none' });
  p.gc.disable();
  const list = p.PyList_New(0);
  for (const event of events) {
    if (event === 'freeze') p.gc.freeze();
    else if (event === 'unfreeze') p.gc.unfreeze();
    else p.gc.collect(Number(event.split(' ')[1]));
  }
  const found = [0, 1, 2].find((generation) => p.gc.get_objects(generation).includes(list));
  return found ?? 3;
}

const EVENTS = ['collect 0', 'collect 0', 'collect 1', 'collect 2', 'freeze', 'unfreeze'];

export const exercise = defineExercise<[events: string[]], number>({
  id: 'gc-generation-of',
  title: 'Which generation is it in?',
  functionName: 'generationOf',
  solution: measured,
  hints: [
    'Keep one number, the generation, and go through the events. For each collection ask first: does it look at the list at all?',
    'A collection of generation `n` looks at generations 0 to `n`. Survivors go to `n + 1`, wherever they were before, but 2 is the last. A frozen list is in none of them.',
    "`freeze` sets 3, and `unfreeze` sets 2 if it is 3. For `'collect n'`: if `generation <= n`, set it to `Math.min(2, n + 1)`. As 3 is greater than every `n`, a frozen list stays.",
  ],
  reason:
    'Before a collection the younger generations are put together with the collected one, so their survivors move up together. Generation 2 has none above it, and its survivors stay. The permanent generation is never collected, and `unfreeze` puts it back into the oldest one.',
  examples: (random) => [
    { args: [['collect 1']], about: 'from 0, over both' },
    { args: [random.many(random.integer(1, 3), () => random.pick(EVENTS))], about: 'some events' },
    { args: [random.many(random.integer(1, 3), () => random.pick(EVENTS))], about: 'some others' },
  ],
  checks: [
    {
      about: 'collections',
      points: 1,
      calls: (random) =>
        random.many(8, () => [
          random.many(random.integer(1, 4), () => random.pick(EVENTS.slice(0, 4))),
        ]),
    },
    {
      about: 'with freezing',
      points: 2,
      calls: (random) => [
        [['collect 2', 'collect 0']],
        [['collect 1', 'collect 0']],
        [['freeze', 'collect 2']],
        [['freeze', 'unfreeze']],
        [['unfreeze']],
        ...random.many(6, () => [random.many(4, () => random.pick(EVENTS))] as [string[]]),
      ],
    },
  ],
  mistakes: [
    {
      name: 'one-up',
      feedback:
        'Survivors of a collection go to the generation above the one that was collected, not one up from their own.',
      answer: oneUp,
    },
    {
      name: 'always-moves',
      feedback: 'A collection of a younger generation does not touch objects of an older one.',
      answer: alwaysMoves,
    },
    {
      name: 'freeze-is-two',
      feedback:
        'gc.freeze() puts objects into a generation of their own, which no collection looks at.',
      answer: freezeIsTwo,
    },
  ],
});
