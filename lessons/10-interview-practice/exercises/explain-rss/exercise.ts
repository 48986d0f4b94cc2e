import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { explain, type Numbers, type Part } from './solution';
import { explain as noRest } from './wrong/no-rest';
import { explain as recordsInside } from './wrong/records-inside';
import { explain as unsorted } from './wrong/unsorted';

function numbers(random: Random): Numbers {
  const [traced, tracer, freeInArenas, interpreter, rest] = random.many(5, () =>
    random.integer(0, 200),
  ) as [number, number, number, number, number];
  return {
    rss: traced + tracer + freeInArenas + interpreter + rest,
    traced,
    tracer,
    freeInArenas,
    interpreter,
  };
}

export const exercise = defineExercise<[process: Numbers], Part[]>({
  id: 'interview-explain-rss',
  title: 'Explain the difference',
  functionName: 'explain',
  solution: explain,
  hints: [
    'Every megabyte belongs to one part. Which parts do you have numbers for, and what is left over?',
    'The records of the tracer are beside the objects, not inside of them. What you cannot explain is a part too, and it is not Python.',
    'Make a list of five `{ name, size }`, the last one `rss` minus the other four. Then `filter` those above 0, and `sort` by size and then by name.',
  ],
  reason:
    'The parts do not overlap, so they add up to what is resident. What is traced is only what Python allocated since tracing began, and the records of the tracer cost memory of their own. The rest is what Python does not know of: C extensions, mapped files, the C library.',
  examples: [
    {
      args: [{ rss: 300, traced: 40, tracer: 60, freeInArenas: 150, interpreter: 10 }],
      about: 'where 260 MB are',
    },
  ],
  checks: [
    {
      about: 'processes of all kinds',
      points: 2,
      calls: (random) => random.many(8, () => [numbers(random)]),
    },
    {
      about: 'parts that are nothing, or equal',
      points: 1,
      calls: () => [
        [{ rss: 100, traced: 50, tracer: 0, freeInArenas: 50, interpreter: 0 }],
        [{ rss: 10, traced: 0, tracer: 0, freeInArenas: 0, interpreter: 10 }],
      ],
    },
  ],
  mistakes: [
    {
      name: 'no-rest',
      feedback: "What none of the parts explains is there all the same: call it 'not Python'.",
      answer: noRest,
    },
    {
      name: 'unsorted',
      feedback: 'Largest first: that is what the one who asks wants to know.',
      answer: unsorted,
    },
    {
      name: 'records-inside',
      feedback: 'The records of tracemalloc are not among what it traces: they come on top.',
      answer: recordsInside,
    },
  ],
});
