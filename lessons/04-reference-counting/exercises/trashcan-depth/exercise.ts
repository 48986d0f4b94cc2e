import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { survivors } from './solution';
import { survivors as alwaysDies } from './wrong/always-dies';
import { survivors as oneLevel } from './wrong/one-level';
import { survivors as recursive } from './wrong/recursive';

function chain(length: number): [Record<string, number>, Record<string, string[]>, string[]] {
  const counts: Record<string, number> = {};
  const holds: Record<string, string[]> = {};
  for (let i = 0; i < length; i++) {
    counts[`c${i}`] = 1;
    holds[`c${i}`] = i + 1 < length ? [`c${i + 1}`] : [];
  }
  return [counts, holds, ['c0']];
}

function web(
  random: Random,
  size: number,
): [Record<string, number>, Record<string, string[]>, string[]] {
  const counts: Record<string, number> = {};
  const holds: Record<string, string[]> = {};
  for (let i = 0; i < size; i++) {
    counts[`o${i}`] = random.integer(0, 3) === 0 ? 1 : 0;
    holds[`o${i}`] = [];
  }
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      if (random.integer(0, 3) > 0) continue;
      holds[`o${i}`]!.push(`o${j}`);
      counts[`o${j}`]!++;
    }
  }
  const roots = Object.keys(counts).filter((name) => counts[name] === 0);
  for (const root of roots) counts[root]!++;
  return [counts, holds, roots];
}

export const exercise = defineExercise<
  [counts: Record<string, number>, holds: Record<string, string[]>, released: string[]],
  string[]
>({
  id: 'refcount-trashcan-depth',
  title: 'Implement decref',
  functionName: 'survivors',
  solution: survivors,
  hints: [
    'A function that calls itself uses a frame of the stack for each object of the chain. What can you keep in memory of your own instead?',
    'Keep an array of names that still have to be released. Take one out, take one off its count, and when that is 0 put what it held into the array.',
    '`const stack = [...released]`, then `while (stack.length > 0)`: `pop` a name, lower its count in a copy of `counts`, and at 0 delete it and push its items. At the end return the names that are left, sorted.',
  ],
  reason:
    'The order in which objects are released does not change who survives, so a list of work does the same as recursion. It needs memory in proportion to what waits, and no stack. CPython does this as well: its trashcan puts deep containers on a list in place of going deeper.',
  examples: (random) => [
    { args: [{ a: 1, b: 1, c: 2 }, { a: ['b', 'c'] }, ['a']], about: 'c has another holder' },
    { args: web(random, 5), about: 'a small web' },
  ],
  checks: [
    {
      about: 'webs of objects',
      points: 2,
      calls: (random) => random.many(6, () => web(random, 9)),
    },
    { about: 'a very long chain', points: 1, calls: () => [chain(60_000)] },
  ],
  mistakes: [
    {
      name: 'recursive',
      feedback:
        'It is right, but it recurses: a long chain overflows the stack. Keep a list of what is still to be released.',
      answer: recursive,
    },
    {
      name: 'one-level',
      feedback: 'What a dead object held is released too, and may die in turn.',
      answer: oneLevel,
    },
    {
      name: 'always-dies',
      feedback: 'An object that is held elsewhere as well stays alive: only its count goes down.',
      answer: alwaysDies,
    },
  ],
});
