import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import { intSize as sixtyFour } from './wrong/sixty-four';
import { intSize as thirtyTwoBits } from './wrong/thirty-two-bits';
import { intSize as zeroIsSmaller } from './wrong/zero-is-smaller';

function measured(text: string): number {
  const p = small('3.12');
  p.exec(`import sys\nsize = sys.getsizeof(int('${text}'))`);
  return Number(p.globals.size!.value);
}

function digits(random: Random, length: number): string {
  return `${random.integer(1, 9)}${random.many(length - 1, () => random.integer(0, 9)).join('')}`;
}

export const exercise = defineExercise<[text: string], number>({
  id: 'sizes-int-size',
  title: 'The size of an int',
  functionName: 'intSize',
  solution: measured,
  hints: [
    'An int of Python is never too large. So what does its size depend on?',
    'It is kept in digits of 30 bits, four bytes each, after 24 bytes of head. Count the digits of the number without its sign.',
    'Shift the number right by `30n` until nothing is left, and count how often. Then `24 + 4 * Math.max(1, digits)`.',
  ],
  reason:
    'A digit has 30 of its 32 bits in use, so that two of them can be multiplied without loss. A larger number has more digits, and the sign is kept elsewhere. Zero needs no digit, but has room for one on 3.12.',
  examples: (random) => [
    { args: ['1000'], about: 'one digit' },
    { args: [String(2 ** 30 + random.integer(1, 999))], about: 'two' },
  ],
  checks: [
    {
      about: 'numbers of some length',
      points: 1,
      calls: (random) => [
        [digits(random, 8)],
        [digits(random, 15)],
        [digits(random, 25)],
        [`-${digits(random, 40)}`],
      ],
    },
    {
      about: 'at the edges',
      points: 1,
      calls: () => [['0'], ['1073741823'], ['1073741824'], ['-1152921504606846976'], ['-1']],
    },
  ],
  mistakes: [
    {
      name: 'sixty-four',
      feedback:
        'An int of Python has no fixed width: it has as many digits of 30 bits as it needs.',
      answer: sixtyFour,
    },
    { name: 'thirty-two-bits', feedback: 'A digit has 30 bits, not 32.', answer: thirtyTwoBits },
    {
      name: 'zero-is-smaller',
      feedback: 'Zero takes a digit on 3.12 as well: 28 bytes.',
      answer: zeroIsSmaller,
    },
  ],
});
