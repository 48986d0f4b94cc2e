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
  examples: [
    { args: [['collect 0']], about: 'it survived once' },
    { args: [['collect 1']], about: 'from 0, over both' },
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
