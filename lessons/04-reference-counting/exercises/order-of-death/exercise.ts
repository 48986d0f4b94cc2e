import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { printed } from '../../../support';
import { deathOrder as childrenFirst } from './wrong/children-first';
import { deathOrder as firstToLast } from './wrong/first-to-last';
import { deathOrder as levelByLevel } from './wrong/level-by-level';

function measured(objects: Record<string, string[]>, root: string): string[] {
  const names = Object.keys(objects);
  const output = printed(
    '3.12',
    [
      'class Thing:',
      '    def __init__(self, name): self.name = name',
      '    def __del__(self): print(self.name)',
      ...names.map((name) => `${name} = Thing('${name}')`),
      ...names.map((name) => `${name}.items = [${objects[name]!.join(', ')}]`),
      `root = ${root}`,
      `del ${names.join(', ')}`,
      'print("--")',
      'del root',
      'print("--")',
    ].join('\n'),
  );
  return output.split('--\n')[1]!.split('\n').filter(Boolean);
}

/** A tree with some shared leaves: each holds some of those after it. */
function forest(random: Random, size: number): [Record<string, string[]>, string] {
  const names = Array.from({ length: size }, (_, i) => `n${i}`);
  const objects: Record<string, string[]> = {};
  for (const name of names) objects[name] = [];
  for (let i = 1; i < size; i++) {
    objects[names[random.integer(0, i - 1)]!]!.push(names[i]!);
    if (random.integer(0, 3) === 0) objects[names[random.integer(0, i - 1)]!]!.push(names[i]!);
  }
  return [objects, 'n0'];
}

export const exercise = defineExercise<[objects: Record<string, string[]>, root: string], string[]>(
  {
    id: 'refcount-order-of-death',
    title: 'In which order do they die?',
    functionName: 'deathOrder',
    solution: measured,
    hints: [
      'A name stays alive until its last reference goes. So first count the references to each object.',
      'Follow one death to its end: `__del__` runs, then the list lets go of its items, the last one first. An item whose count falls to zero dies right then, with all that it holds, before the next item is let go.',
      'Write `release(name)`: take one off its count; if that leaves 0, put the name into the order, and call `release` for its items from the last to the first.',
    ],
    reason:
      '`__del__` is called while the object still has everything, so a holder comes before what it holds. `list_dealloc` goes from the last item to the first, and each item that dies takes its own items along before the next is looked at. An object that two others hold has a count of two, and dies with the second one.',
    examples: (random) => [
      { args: [{ a: ['b', 'c'], b: [], c: [] }, 'a'], about: 'the last item first' },
      { args: forest(random, 5), about: 'a small family' },
    ],
    checks: [
      {
        about: 'small families',
        points: 1,
        calls: (random) => random.many(4, () => forest(random, 4)),
      },
      {
        about: 'larger ones, with shared members',
        points: 2,
        calls: (random) => random.many(4, () => forest(random, 9)),
      },
    ],
    mistakes: [
      {
        name: 'first-to-last',
        feedback: 'A list lets go of its items from the last one to the first.',
        answer: firstToLast,
      },
      {
        name: 'children-first',
        feedback: "An object's own __del__ runs before it lets go of what it holds.",
        answer: childrenFirst,
      },
      {
        name: 'level-by-level',
        feedback:
          "Deallocation goes into the depth: what an item held dies before the item's neighbour.",
        answer: levelByLevel,
      },
    ],
  },
);
