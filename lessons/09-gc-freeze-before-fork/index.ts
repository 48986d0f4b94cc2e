import type { About } from '../../src/grading/lessons';
import { exercise as childWrites } from './exercises/child-writes/exercise';
import { exercise as pagesWritten } from './exercises/pages-written/exercise';
import { exercise as proportional } from './exercises/proportional/exercise';
import { exercise as quietChild } from './exercises/quiet-child/exercise';
import { exercise as rightOrder } from './exercises/right-order/exercise';
import { exercise as save } from './exercises/save/exercise';
import { exercise as whatWrites } from './exercises/what-writes/exercise';
import { exercise as workerMemory } from './exercises/worker-memory/exercise';

export const about: About = {
  teaches:
    'Measure the pages that a forked child dirties with and without gc.freeze, know what freeze cannot prevent, and the order of disable, freeze, fork, enable.',
  minutes: 25,
  needs: ['05-cyclic-gc'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'pages-written': pagesWritten,
  'worker-memory': workerMemory,
  'what-writes': whatWrites,
  'right-order': rightOrder,
  save: save,
  proportional: proportional,
  'child-writes': childWrites,
  'quiet-child': quietChild,
};
