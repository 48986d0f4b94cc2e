import { defineExercise } from '../../../../src/grading/exercise';
import { tool } from './solution';
import { tool as refcountForWho } from './wrong/refcount-for-who';
import { tool as statusForPages } from './wrong/status-for-pages';
import { tool as tracemallocForAll } from './wrong/tracemalloc-for-all';

export const exercise = defineExercise<[question: string], string>({
  id: 'interview-which-tool',
  title: 'Which tool answers it?',
  functionName: 'tool',
  solution: tool,
  hints: [
    'Some tools know one object, some know what Python allocated, and some know the process. Which of the three does each question ask about?',
    'Number and names are two questions: how many references there are, and who has them. Size and sharing are two as well: how much memory a process has, and which of its pages it shares.',
    'Objects: `getsizeof`, `getrefcount`, `get_referrers`. Python: `tracemalloc` for lines, `_debugmallocstats` for size classes. The process: `status` for how much, `smaps_rollup` for what was written to.',
  ],
  reason:
    'Each tool sees one layer. What Python did not allocate no tool of Python shows, and what pages are shared only the kernel knows. An answer in an interview is better with the tool that shows it directly.',
  examples: [{ args: ['which line allocated most'], about: 'a leak' }],
  checks: [
    {
      about: 'one object',
      points: 1,
      calls: () => [
        ['how many bytes has this object itself'],
        ['how many references are there to it'],
        ['who refers to it'],
      ],
    },
    {
      about: 'the process',
      points: 1,
      calls: () => [
        ['which line allocated most'],
        ['how many blocks are free in each size class'],
        ['how much memory has the process in all'],
        ['how many pages did the child write to'],
      ],
    },
  ],
  mistakes: [
    {
      name: 'status-for-pages',
      feedback: 'The status file does not say which pages are shared: the smaps do.',
      answer: statusForPages,
    },
    {
      name: 'refcount-for-who',
      feedback: 'The count says how many refer to it, not who.',
      answer: refcountForWho,
    },
    {
      name: 'tracemalloc-for-all',
      feedback:
        'tracemalloc knows what was allocated while it ran, not what the process has in all.',
      answer: tracemallocForAll,
    },
  ],
});
