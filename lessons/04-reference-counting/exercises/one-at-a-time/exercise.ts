import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** Room for a text or two while they change. */
const ROOM = 6000;

function trial(count: number, length: number, first: number): VisibleTrial {
  const start = (i: number): string => String.fromCharCode(65 + ((first + i) % 26)) + String(i);
  const asked = [0, 1, count - 1];
  return {
    before: 'def change(text):\n    return text.upper()\n',
    steps: [
      {
        python: `texts = [chr(97 + (${first} + i) % 26) + str(i) + 'x' * ${length} for i in range(${count})]\nsame = texts`,
      },
      { mark: 'start' },
      { python: 'change_all(texts, change)' },
      { mark: 'changed' },
      {
        python: `some = [same[i][:${String(count).length + 1}].rstrip('X') for i in ${JSON.stringify(asked)} if i < len(same)]\ncount = len(same)`,
      },
      { read: 'some', want: asked.map(start), about: 'how three of the texts begin' },
      { read: 'count', want: count, about: 'how many texts are in the list' },
    ],
    bounds: [
      {
        measure: 'peak',
        about: 'the most that is in use at once, beside the old texts',
        from: 'start',
        to: 'changed',
        most: ROOM,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'refcount-one-at-a-time',
  title: 'Change them one at a time',
  names: ['change_all'],
  version: '3.12',
  hints: [
    'When does an old text die? When its last reference goes: which references are there, while you change the texts?',
    'The list itself has one. As soon as a new text is put into the place of the old one, that reference is gone. A copy of the list, or a new list beside it, keeps the memory of all.',
    'Go over the list with `enumerate(texts)`, and write `texts[i] = change(text)`. The name `text` holds the old one only until the next turn.',
  ],
  reason:
    'Putting something new into a place of the list takes away the reference to what was there, and the old text dies in that moment. So at most the old and the new form of one text are there together. A comprehension makes all the new texts first, and only then do the old ones go.',
  example: (random) => trial(random.integer(20, 40), 2000, random.integer(0, 25)),
  checks: [
    {
      about: 'a hundred texts and more',
      points: 2,
      trials: (random) => [
        trial(random.integer(100, 150), random.integer(1800, 2200), random.integer(0, 25)),
      ],
    },
    {
      about: 'a dozen texts',
      points: 1,
      trials: (random) => [
        trial(random.integer(12, 18), random.integer(1800, 2200), random.integer(0, 25)),
      ],
    },
  ],
  mistakes: [
    {
      name: 'a-second-list',
      feedback:
        'You make all the new texts first. Until then the list still refers to all the old ones.',
    },
    {
      name: 'goes-over-a-copy',
      feedback:
        'You go over a copy of the list. The copy refers to each old text until the loop is over.',
    },
    {
      name: 'from-the-end',
      feedback:
        'Each old text dies in time, but `pop()` takes the last one first: the texts come out in the wrong order.',
    },
    {
      name: 'another-list',
      feedback:
        'The new texts are in another list, which goes when your function ends. `texts = …` gives the name another list, and leaves the caller an empty one.',
    },
  ],
});
