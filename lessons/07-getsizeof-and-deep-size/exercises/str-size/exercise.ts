import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import { strSize as codeUnits } from './wrong/code-units';
import { strSize as noEnd } from './wrong/no-end';
import { strSize as sameHead } from './wrong/same-head';
import { strSize as utf8 } from './wrong/utf8';

function measured(text: string): number {
  const p = small('3.12');
  p.exec(
    `import sys\nsize = sys.getsizeof(''.join(map(chr, ${JSON.stringify([...text].map((c) => c.codePointAt(0)))})))`,
  );
  return Number(p.globals.size!.value);
}

const CHARACTERS = { ascii: 'abc xyz', latin: 'éüß', wide: '€ж中', astral: '😀🐍' } as const;

function text(random: Random, kinds: readonly (keyof typeof CHARACTERS)[]): string {
  return (
    random
      .many(random.integer(2, 20), () => random.pick([...CHARACTERS[random.pick(kinds)]]))
      .join('') + [...CHARACTERS[kinds.at(-1)!]][0]!
  );
}

export const exercise = defineExercise<[text: string], number>({
  id: 'sizes-str-size',
  title: 'The size of a text',
  functionName: 'strSize',
  solution: measured,
  hints: [
    'Which character of a text decides how many bytes all of them take?',
    'Find the largest code point. Up to U+007F the text has the smaller head of 40 bytes; beyond that 56. One character more counts for the end.',
    '`[...text].map((c) => c.codePointAt(0)!)` gives code points, one for an emoji. Then the width is 1, 2 or 4, and the size is the head and `width * (points.length + 1)`.',
  ],
  reason:
    'All characters of a text have the same width, so that the n-th can be found without counting. The widest one decides it. Texts of ASCII alone are kept with a smaller head, since they need nothing for other encodings.',
  examples: [
    { args: ['hello'], about: 'ASCII' },
    { args: ['héllo'], about: 'one letter more than ASCII has' },
  ],
  checks: [
    {
      about: 'ASCII',
      points: 1,
      calls: (random) => [[text(random, ['ascii'])], [text(random, ['ascii'])], ['']],
    },
    {
      about: 'other letters',
      points: 1,
      calls: (random) => [
        [text(random, ['latin'])],
        [text(random, ['ascii', 'latin'])],
        [text(random, ['ascii', 'wide'])],
        [text(random, ['latin', 'wide'])],
      ],
    },
    {
      about: 'emoji',
      points: 1,
      calls: (random) => [[text(random, ['ascii', 'astral'])], [text(random, ['wide', 'astral'])]],
    },
  ],
  mistakes: [
    {
      name: 'utf8',
      feedback: 'A str is not kept as UTF-8: every character takes as many bytes as the largest.',
      answer: utf8,
    },
    {
      name: 'code-units',
      feedback: "An emoji is one character for Python, though JavaScript's length counts two.",
      answer: codeUnits,
    },
    {
      name: 'same-head',
      feedback: 'The struct of a text that is not ASCII is 16 bytes larger.',
      answer: sameHead,
    },
    { name: 'no-end', feedback: 'There is a zero behind the last character.', answer: noEnd },
  ],
});
