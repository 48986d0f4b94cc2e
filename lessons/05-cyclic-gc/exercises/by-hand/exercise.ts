import { boot } from '../../../../src';
import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { unreachable as cyclesOnly } from './wrong/cycles-only';
import { unreachable as forgetsTheOne } from './wrong/forgets-the-one';
import { unreachable as noMarking } from './wrong/no-marking';

/** A program that leaves some cycles, and holds others. */
function cycles(random: Random, most: number): [program: string] {
  const parts = random.many(random.integer(2, most), (): string => {
    const held = `held${random.integer(0, 999)}`;
    return random.pick([
      'a = []; a.append(a); del a',
      'a = []; b = [a]; a.append(b); del a, b',
      'a = []; b = [a, [[], []]]; a.append(b); del a, b',
      "a = {}; a['self'] = a; del a",
      `${held} = [[[]], []]`,
      `${held} = []; ${held}.append([${held}, []])`,
    ]);
  });
  return [parts.join('\n')];
}

function collected(program: string): number {
  const p = boot('3.12', { size: 2 ** 28, startUp: 'none' });
  p.gc.disable();
  p.exec(program);
  return p.gc.collect();
}

export const exercise = defineExercise<[program: string], number>({
  id: 'gc-by-hand',
  title: 'Collect by hand',
  functionName: 'unreachable',
  // The solution computes what this asks the collector for.
  solution: collected,
  examples: [
    { args: ['a = []; b = [a]; a.append(b); del a, b'], about: 'a cycle of two' },
    { args: ['a = []; a.append(a)'], about: 'a cycle that is held' },
  ],
  checks: [
    {
      about: 'a few cycles',
      points: 2,
      calls: (random) => random.many(4, () => cycles(random, 4)),
    },
    {
      about: 'many cycles',
      points: 2,
      calls: (random) => random.many(3, () => cycles(random, 20)),
    },
  ],
  mistakes: [
    {
      name: 'no-marking',
      feedback:
        'What has no reference from outside may still be reached from an object that has one.',
      answer: noMarking,
    },
    {
      name: 'forgets-the-one',
      feedback: 'sys.getrefcount counts one reference more: its own argument.',
      answer: forgetsTheOne,
    },
    {
      name: 'cycles-only',
      feedback:
        'Garbage is not only what lies on a cycle, but also what only a dead cycle refers to.',
      answer: cyclesOnly,
    },
  ],
});
