import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { holders } from './solution';
import { holders as eachTypeOnce } from './wrong/each-type-once';
import { holders as whatItHolds } from './wrong/what-it-holds';
import { holders as withoutNamespace } from './wrong/without-namespace';

/** A program in which some things refer to `session`, and others do not any more. */
function program(random: Random): [program: string, name: string] {
  const made = random.many(random.integer(3, 7), () =>
    random.pick([
      '[session]',
      '[session, session]',
      '(session, None)',
      "{'current': session}",
      'Request(session)',
      '[[session]]',
      'lambda kept=session: kept',
    ]),
  );
  const lines = made.map((expression, i) => `holder${i} = ${expression}`);
  const dropped = made.flatMap((_, i) => (random.integer(0, 3) === 0 ? [`del holder${i}`] : []));
  return [
    [
      'class Request:',
      '    def __init__(self, user):',
      '        self.user = user',
      "session = ['alice']",
    ]
      .concat(lines, dropped)
      .join('\n'),
    'session',
  ];
}

export const exercise = defineExercise<[program: string, name: string], string[]>({
  id: 'interview-who-holds',
  title: 'Who holds it?',
  functionName: 'holders',
  solution: holders,
  hints: [
    'The process can tell you who refers to an address. What is the address of the object?',
    "`p.globals[name]!.address` is the object. `p.gc.get_referrers` gives one address for each holder, and the program's namespace is one of them.",
    'Map the holders to their names with `p.typeName`, leave all of them in, and sort.',
  ],
  reason:
    'A holder is an object that has a reference, and two lists that have one are two holders. The variable is an entry in a dict, so that dict is a holder too. This is how most hunts for a leak end: somebody has it that nobody thought of.',
  examples: [{ args: ["session = ['alice']\nrecent = [session]", 'session'], about: 'a list' }],
  checks: [
    {
      about: 'several holders',
      points: 3,
      calls: (random) => random.many(4, () => program(random)),
    },
  ],
  mistakes: [
    {
      name: 'each-type-once',
      feedback: 'Two lists that hold it are two holders.',
      answer: eachTypeOnce,
    },
    {
      name: 'what-it-holds',
      feedback: 'Those are the objects that it refers to; asked for is who refers to it.',
      answer: whatItHolds,
    },
    {
      name: 'without-namespace',
      feedback:
        'The variable itself is an entry in the dict of the program: that one holds it too.',
      answer: withoutNamespace,
    },
  ],
});
