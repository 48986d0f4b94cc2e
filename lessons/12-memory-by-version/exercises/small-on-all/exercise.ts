import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

/** What an event may take: bytes. */
const EACH = 80;

function trial(random: Random, count: number, where: string): VisibleTrial {
  const at = random.integer(1, 99);
  const noted = random.integer(0, count - 1);
  return {
    before: `def note_of(event):
    try:
        return event.note
    except AttributeError:
        return 'none'`,
    steps: [
      { python: `kept = [None] * ${count}\nfirst = Event('a', 1, 2)` },
      { mark: 'start' },
      { python: `for i in range(${count}): kept[i] = Event('open', ${at}, i % 100)\ni = None` },
      { mark: 'kept' },
      {
        python: `kept[${noted}].note = 'late'
kept[0].size += 1
notes = [note_of(kept[${noted}]), note_of(first)]
rest = [kept[0].size, kept[${count - 1}].age(${at + 7}), kept[1].kind]`,
      },
      { read: 'notes', want: ['late', 'none'], about: 'the notes of two events' },
      { read: 'rest', want: [1, 7, 'open'], about: 'other attributes' },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: `bytes of ${count} events${where}`,
        from: 'start',
        to: 'kept',
        most: EACH * count,
      },
    ],
  };
}

const on = (random: Random, version: string): Trial => ({
  version,
  ...trial(random, random.integer(300, 500), ` on ${version}`),
});

export const exercise = defineHeapExercise({
  id: 'versions-small-on-all',
  title: 'Small on each version',
  names: ['Event'],
  version: '3.12',
  hints: [
    'A plain class is small enough on one version, and far too large on another. What makes an instance do without a dict, and without an array of values, on each of them?',
    '`__slots__` names the attributes. Each gets a place in the object itself. What about the one that only some events have?',
    'Put all four into `__slots__`, and do not set `note` in `__init__`. A slot that was not set raises an `AttributeError` when it is read.',
  ],
  reason:
    'A slot is a field of the object, and that has been so in each version. How an ordinary instance keeps its attributes is a matter of the version: in a dict, in an array, or behind the object. An attribute that is not set costs its eight bytes all the same, which is cheaper than a dict for the few that have it.',
  example: (random) => trial(random, random.integer(20, 30), ''),
  checks: [
    { about: 'on an old version', points: 1, trials: (random) => [on(random, '3.8')] },
    {
      about: 'on a version in between',
      points: 1,
      trials: (random) => [on(random, random.pick(['3.9', '3.10', '3.11']))],
    },
    {
      about: 'on new versions',
      points: 1,
      trials: (random) => [on(random, '3.13'), on(random, '3.15')],
    },
  ],
  mistakes: [
    {
      name: 'plain-class',
      feedback:
        'A plain instance keeps its attributes in a dict of its own on old versions, and in an array on newer ones. On none are they free.',
    },
    {
      name: 'note-from-the-class',
      feedback: 'An event without a note has one in yours: `None`. Leave the slot unset.',
    },
    {
      name: 'slots-and-a-dict',
      feedback: 'With `__dict__` among the slots each event can have a dict, and yours makes it.',
    },
    {
      name: 'no-place-for-a-note',
      feedback: 'An object with slots takes no other attributes. The note needs a slot as well.',
    },
  ],
});
