import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** Lists that are made on the way; each `again`-th comes a second time, right after the first. */
function trial(count: number, again: number, values: number): VisibleTrial {
  return {
    before: `def stream():
    for n in range(${count}):
        thing = [n % ${values}, 'reading']
        yield thing
        if n % ${again} == 0:
            yield thing
        del thing
`,
    steps: [
      { python: 'warm = different(iter([[1], [2]]))' },
      { mark: 'start' },
      { python: 'count = different(stream())' },
      { mark: 'done' },
      { read: 'count', want: count, about: 'how many objects there were' },
    ],
    bounds: [{ measure: 'bytes', about: 'bytes that stay', from: 'start', to: 'done', most: 4000 }],
  };
}

export const exercise = defineHeapExercise({
  id: 'pymalloc-how-many-objects',
  title: 'How many objects?',
  names: ['different'],
  version: '3.12',
  hints: [
    'What is `id(thing)`? And what happens to that number when `thing` is dead, and the next object is made?',
    'An `id` is an address. It belongs to one object only as long as the object lives. How do you make sure that it lives until you are done?',
    'Keep the object beside its id: `seen[id(thing)] = thing`, in a local dict. The dict and all objects go when the function returns.',
  ],
  reason:
    'A block that is freed is the next one to be handed out, so the next list of that size gets the address of the dead one. A set of ids then counts two objects as one. As long as you hold the object, nobody else can have its address.',
  example: (random) => trial(random.integer(20, 30), 5, 7),
  checks: [
    {
      about: 'objects that come once or twice',
      points: 2,
      trials: (random) => [trial(random.integer(300, 500), random.integer(3, 6), 50)],
    },
    {
      about: 'many objects',
      points: 1,
      trials: (random) => [trial(random.integer(2000, 3000), random.integer(7, 11), 400)],
    },
  ],
  mistakes: [
    {
      name: 'ids-alone',
      feedback:
        'You keep only the ids. A list that nobody holds dies, and the next one gets its address: two objects, one id.',
    },
    {
      name: 'by-value',
      feedback: 'You compare values. Two different lists may have the same elements.',
    },
    { name: 'every-one', feedback: 'You count an object again when it comes a second time.' },
    {
      name: 'keeps-them',
      feedback: 'The count is right, but all objects stay alive after the call, in a global dict.',
    },
  ],
});
