import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { printed } from '../../../support';
import type { Weak } from './solution';
import { callbacksRun as allRun } from './wrong/all-run';
import { callbacksRun as garbageCalls } from './wrong/garbage-calls';
import { callbacksRun as neverInCycles } from './wrong/never-in-cycles';

function measured(dies: string[], cyclic: string[], references: Weak[]): string[] {
  const output = printed(
    '3.12',
    [
      'import gc, weakref',
      'gc.disable()',
      'class Thing: pass',
      ...dies.map((name) => `${name} = Thing(); ${name}.held = []`),
      ...cyclic.filter((name) => dies.includes(name)).map((name) => `${name}.me = ${name}`),
      'kept = []',
      ...references.map(
        ({ target, holder }) =>
          `${holder ? `${holder}.held` : 'kept'}.append(weakref.ref(${target}, lambda _: print('${target}')))`,
      ),
      ...dies.filter((name) => !cyclic.includes(name)).map((name) => `del ${name}`),
      ...dies.filter((name) => cyclic.includes(name)).map((name) => `del ${name}`),
      'gc.collect()',
    ].join('\n'),
  );
  return output.split('\n').filter(Boolean).sort();
}

function scene(random: Random): [string[], string[], Weak[]] {
  const dies = ['a', 'b', 'c', 'd'].slice(0, random.integer(2, 4));
  const cyclic = dies.filter(() => random.integer(0, 1) === 0);
  const references = random.many(random.integer(1, 4), () => {
    const target = random.pick(dies);
    return { target, holder: random.pick(['', ...dies.filter((name) => name !== target)]) };
  });
  return [dies, cyclic, references];
}

export const exercise = defineExercise<
  [dies: string[], cyclic: string[], references: Weak[]],
  string[]
>({
  id: 'gc-weak-callbacks',
  title: 'Interview: which callbacks run?',
  functionName: 'callbacksRun',
  solution: measured,
  hints: [
    'There are two rounds. First those die that are not cyclic, one after the other. Then one collection takes all others at once.',
    'In the first round a callback runs if the holder of the weak reference is not dead yet. In the second round it also must not be garbage of this collection.',
    'Keep a set `gone`. For each `name` of the first round: note the targets equal to `name` whose holder is not in `gone`, then add `name`. Afterwards note the cyclic targets whose holder is neither in `gone` nor among the garbage.',
  ],
  reason:
    'A weak reference is an object too, and dies with the object that holds it; then nobody is left to call. When one ordinary object dies, its own weak references are still there, so callbacks for it run before they go. The collector clears all weak references to what it will free, and then calls back only for those that are no garbage themselves: a callback of garbage could see half-dead objects.',
  examples: (random) => [
    { args: [['a'], [], [{ target: 'a', holder: '' }]], about: 'an ordinary death' },
    {
      args: [['a', 'b'], ['a', 'b'], [{ target: 'a', holder: 'b' }]],
      about: 'the reference is garbage too',
    },
    { args: scene(random), about: 'some of both' },
  ],
  checks: [
    {
      about: 'references that variables hold',
      points: 1,
      calls: () => [
        [
          ['a', 'b'],
          ['b'],
          [
            { target: 'a', holder: '' },
            { target: 'b', holder: '' },
          ],
        ],
        [
          ['a'],
          ['a'],
          [
            { target: 'a', holder: '' },
            { target: 'a', holder: '' },
          ],
        ],
      ],
    },
    {
      about: 'references that others hold',
      points: 2,
      calls: (random) => random.many(6, () => scene(random)),
    },
  ],
  mistakes: [
    {
      name: 'all-run',
      feedback:
        'A weak reference that is garbage itself does not call back, nor does one that is gone.',
      answer: allRun,
    },
    {
      name: 'never-in-cycles',
      feedback: 'The collector calls back too, for weak references that survive the collection.',
      answer: neverInCycles,
    },
    {
      name: 'garbage-calls',
      feedback:
        'The collector clears weak references that are garbage of the same collection, and their callbacks do not run.',
      answer: garbageCalls,
    },
  ],
});
