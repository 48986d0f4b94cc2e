import type { About } from '../../src/grading/lessons';
import { exercise as compareSnapshots } from './exercises/compare-snapshots/exercise';
import { exercise as filterTraces } from './exercises/filter-traces/exercise';
import { exercise as findTheLeak } from './exercises/find-the-leak/exercise';
import { exercise as groupByLine } from './exercises/group-by-line/exercise';
import { exercise as growingLine } from './exercises/growing-line/exercise';
import { exercise as keepNoSnapshots } from './exercises/keep-no-snapshots/exercise';
import { exercise as nameTheLine } from './exercises/name-the-line/exercise';
import { exercise as sumAFile } from './exercises/sum-a-file/exercise';
import { exercise as tracingCost } from './exercises/tracing-cost/exercise';
import { exercise as whichPhase } from './exercises/which-phase/exercise';
import { exercise as whoAsked } from './exercises/who-asked/exercise';

export const about: About = {
  teaches:
    'Find the line that leaks, see who asked for it and where a peak was, and say what tracing costs.',
  minutes: 40,
  needs: ['00-the-800-mb-question', '04-reference-counting'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'name-the-line': nameTheLine,
  'keep-no-snapshots': keepNoSnapshots,
  'who-asked': whoAsked,
  'which-phase': whichPhase,
  'sum-a-file': sumAFile,
  'group-by-line': groupByLine,
  'compare-snapshots': compareSnapshots,
  'filter-traces': filterTraces,
  'find-the-leak': findTheLeak,
  'tracing-cost': tracingCost,
  'growing-line': growingLine,
};
