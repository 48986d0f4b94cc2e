import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { bytesEach } from './solution';
import { bytesEach as getsizeof } from './wrong/getsizeof';
import { bytesEach as notSubtracted } from './wrong/not-subtracted';
import { bytesEach as resident } from './wrong/resident';

const KINDS = [
  ['class C:\n    def __init__(self, i):\n        self.a = i\n        self.b = i', 'C(i)'],
  [
    "class C:\n    __slots__ = ('a', 'b')\n    def __init__(self, i):\n        self.a = self.b = i",
    'C(i)',
  ],
  ['pass', "{'a': i, 'b': i}"],
  ['pass', '(i, i)'],
  ['pass', '[i, i]'],
  ['class C(list):\n    pass', 'C()'],
  ['pass', 'i * 2.5'],
  ['pass', "'%05d' % i"],
] as const;

const call = (random: Random): [program: string, make: string] => {
  const [program, make] = random.pick(KINDS);
  return [`${program}\nkept${random.integer(0, 9)} = None`, make];
};

export const exercise = defineExercise<[program: string, make: string], number>({
  id: 'sizes-bytes-each',
  title: 'Measure it',
  functionName: 'bytesEach',
  solution: bytesEach,
  hints: [
    'What would you read before the records are made, and what after?',
    '`p.stats().allocatedBytes` has all blocks in use, also those from before. Take it twice, and subtract.',
    'Read it after `p.exec(program)`, run the statement that keeps five hundred, read it again, and return `Math.floor(difference / 500)`.',
  ],
  reason:
    'A difference leaves out all that was there before. Divided by many records, small things that happen once vanish. What is counted are blocks, so rounding is in it, and so is everything that a record refers to and that was made for it.',
  examples: [{ args: ['pass', '(i, i)'], about: 'a tuple of two' }],
  checks: [
    {
      about: 'records of many kinds',
      points: 2,
      calls: (random) => random.many(6, () => call(random)),
    },
    {
      about: 'one of each kind',
      points: 1,
      calls: () => KINDS.map(([program, make]) => [program, make]),
    },
  ],
  mistakes: [
    {
      name: 'getsizeof',
      feedback: 'sys.getsizeof leaves out what the record refers to, and the rounding to blocks.',
      answer: getsizeof,
    },
    {
      name: 'not-subtracted',
      feedback: 'What was in use before is no part of the records.',
      answer: notSubtracted,
    },
    {
      name: 'resident',
      feedback: 'The resident set counts whole pages, and the list of references too.',
      answer: resident,
    },
  ],
});
