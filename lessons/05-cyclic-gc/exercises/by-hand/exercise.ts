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
  hints: [
    'These are the two steps that you wrote in earlier exercises, with real addresses. Which three calls give you the objects, the counts and the references?',
    'Make a `Map` from each address to its count, less the one for asking. Take one off for each reference from one tracked object to another. Then mark from those with more than 0.',
    'Three loops: `left.set(object, p.sys.getrefcount(object) - 1)` for all objects; one off `left` for each target of `p.gc.get_referents(object)` that is in the map; then a `Set` of those above 0, to which you add the targets that are in the map. Return `objects.length - reachable.size`.',
  ],
  reason:
    'The collector knows no more than you do: counts, and what each object refers to. References from one tracked object to another are taken away, and whatever has one left is held from outside. All that can be reached from there is alive, and the rest is what `gc.collect()` would report.',
  examples: (random) => [
    { args: ['a = []; b = [a]; a.append(b); del a, b'], about: 'a cycle of two' },
    { args: cycles(random, 3), about: 'a few lists, some of them held' },
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
