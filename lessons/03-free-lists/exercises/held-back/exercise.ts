import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { heldBytes } from './solution';
import { heldBytes as asIfFull } from './wrong/as-if-full';
import { heldBytes as countsObjects } from './wrong/counts-objects';
import { heldBytes as oneEach } from './wrong/one-each';

/** A program that makes and drops floats, lists and dicts. */
function program(random: Random, most: number): [program: string] {
  const lines = random.many(random.integer(2, 4), () => {
    const count = random.integer(1, most);
    return random.pick([
      `x = [i + 0.5 for i in range(${count})]`,
      `x = [[] for i in range(${count})]`,
      `x = [{} for i in range(${count})]`,
      `x = [(i, i) for i in range(${count})]`,
    ]);
  });
  return [`${lines.join('\n')}\ndel x`];
}

export const exercise = defineExercise<[program: string], number>({
  id: 'free-lists-held-back',
  title: 'What do they hold back?',
  functionName: 'heldBytes',
  solution: heldBytes,
  hints: [
    '`p.freeLists()` gives the lists with the addresses of what is on them. What does each address cost?',
    'Each object on a list holds the whole block that it is in. Ask the pool at its address how large its blocks are.',
    'Put the `addresses` of all lists into one array with `flatMap`, and sum `p.pool(address)!.blockSize`.',
  ],
  reason:
    'A dead object on a list still has its block, and pymalloc counts it as in use. How much that is depends on the type: a tuple of two takes more than a float. The capacity does not matter, only what is on the list at this moment.',
  examples: [{ args: ['x = [[] for i in range(20)]\ndel x'], about: 'twenty lists, dropped' }],
  checks: [
    {
      about: 'a few objects',
      points: 2,
      calls: (random) => random.many(3, () => program(random, 40)),
    },
    {
      about: 'more than a list takes',
      points: 1,
      calls: (random) => random.many(3, () => program(random, 300)),
    },
  ],
  mistakes: [
    {
      name: 'counts-objects',
      feedback: 'You count the objects; asked for are the bytes of their blocks.',
      answer: countsObjects,
    },
    {
      name: 'as-if-full',
      feedback: 'A list holds what is on it, not what it has room for.',
      answer: asIfFull,
    },
    {
      name: 'one-each',
      feedback: 'You take one object of each list; all of those on it hold a block.',
      answer: oneEach,
    },
  ],
});
