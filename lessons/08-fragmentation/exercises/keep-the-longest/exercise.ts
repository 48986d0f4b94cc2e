import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

const KEPT = 50;

function longest(words: readonly string[]): string[] {
  // Sorting is stable here, as it is in Python.
  return [...words].sort((a, b) => b.length - a.length).slice(0, KEPT);
}

const STEPS = [
  { python: 'kept = longest(text)\ndel text' },
  { mark: 'kept' },
  { python: 'got = list(kept)' },
];

const bounds: Trial['bounds'] = [
  { measure: 'arenas', about: 'arenas that stay', from: 'start', to: 'kept', most: 1 },
  { measure: 'bytes', about: 'bytes that stay', from: 'start', to: 'kept', most: 8000 },
  { measure: 'collections', about: 'collections that ran', from: 'start', to: 'kept', exactly: 0 },
];

function trial(random: Random): Trial {
  const count = random.integer(70_000, 80_000);
  // The longest ones are spread over the whole text. All words have blocks of one size.
  const stride = Math.floor(count / 60);
  const words = Array.from({ length: count }, (_, i) =>
    i % stride === 7 ? `w${random.integer(100_000, 999_999)}` : `w${random.integer(100, 9999)}`,
  );
  return {
    steps: [
      { mark: 'start' },
      { give: 'text', value: words.join(' ') },
      ...STEPS,
      { read: 'got', want: longest(words), about: 'the fifty longest words' },
    ],
    bounds,
  };
}

export const exercise = defineHeapExercise({
  id: 'frag-keep-the-longest',
  title: 'Keep fifty words, and no arena',
  names: ['longest'],
  version: '3.12',
  hints: [
    'Where do the fifty words lie while all the others are alive? And where would they lie if they were made when the others are gone?',
    'An object cannot move. But you can make it again: keep what you need in one piece that is not in an arena, let all the words go, and make the fifty anew.',
    "`kept = ' '.join(words[:50])` is one string. After `del words` call `kept.split()`: the new words get blocks side by side.",
  ],
  reason:
    'An arena goes back only when nothing in it is in use, and fifty survivors hold up to fifty arenas. The joined text has more than 512 bytes, so it comes from the C library and not from an arena. When all words are gone, the new ones are made in the few pools that are left.',
  example: (random) => {
    const count = random.integer(70, 80) * 1000;
    const at = random.integer(5, 900);
    const words = Array.from({ length: count }, (_, i) =>
      i % 1100 === at ? `w${100_000 + i}` : `w${i % 10_000}`,
    );
    return {
      steps: [
        { mark: 'start' },
        {
          python: `text = ' '.join(f'w{100000 + i}' if i % 1100 == ${at} else f'w{i % 10000}' for i in range(${count}))`,
        },
        ...STEPS,
        { read: 'got', want: longest(words), about: 'the fifty longest words' },
      ],
      bounds,
    };
  },
  checks: [{ about: 'tens of thousands of words', points: 3, trials: (random) => [trial(random)] }],
  mistakes: [
    {
      name: 'scattered',
      feedback:
        'The fifty words stay where they were made, among all the others, and pin the arenas there. They have to be made again.',
    },
    {
      name: 'collects',
      feedback:
        'A collection moves nothing and frees nothing here: the words are alive, each in its own arena. They have to be made again.',
    },
    {
      name: 'keeps-all',
      feedback: 'The list with all the words outlives the call. Let it go.',
    },
    {
      name: 'last-first',
      feedback:
        'The arenas go back, but words of one length come in the wrong order: turning a list around turns them too.',
    },
  ],
});
