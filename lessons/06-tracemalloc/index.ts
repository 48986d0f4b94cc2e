import type { About } from '../../src/grading/lessons';
import { exercise as compareSnapshots } from './exercises/compare-snapshots/exercise';
import { exercise as filterTraces } from './exercises/filter-traces/exercise';
import { exercise as findTheLeak } from './exercises/find-the-leak/exercise';
import { exercise as groupByLine } from './exercises/group-by-line/exercise';
import { exercise as growingLine } from './exercises/growing-line/exercise';
import { exercise as nameTheLine } from './exercises/name-the-line/exercise';
import { exercise as sumAFile } from './exercises/sum-a-file/exercise';
import { exercise as tracingCost } from './exercises/tracing-cost/exercise';

export const about: About = {
  teaches:
    'Take snapshots, compare and filter them, use traceback depth, find a planted leak, and know what tracing costs.',
  minutes: 30,
  needs: ['00-the-800-mb-question', '04-reference-counting'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'group-by-line': groupByLine,
  'compare-snapshots': compareSnapshots,
  'filter-traces': filterTraces,
  'find-the-leak': findTheLeak,
  'tracing-cost': tracingCost,
  'growing-line': growingLine,
  'name-the-line': nameTheLine,
  'sum-a-file': sumAFile,
};
