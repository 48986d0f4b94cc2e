import type { About } from '../../src/grading/lessons';
import { exercise as buildItEarly } from './exercises/build-it-early/exercise';
import { exercise as childWrites } from './exercises/child-writes/exercise';
import { exercise as pagesWritten } from './exercises/pages-written/exercise';
import { exercise as proportional } from './exercises/proportional/exercise';
import { exercise as quietChild } from './exercises/quiet-child/exercise';
import { exercise as readOnlyTable } from './exercises/read-only-table/exercise';
import { exercise as rightOrder } from './exercises/right-order/exercise';
import { exercise as save } from './exercises/save/exercise';
import { exercise as startAWorker } from './exercises/start-a-worker/exercise';
import { exercise as whatWrites } from './exercises/what-writes/exercise';
import { exercise as workerMemory } from './exercises/worker-memory/exercise';

export const about: About = {
  teaches:
    'Say what makes workers copy the memory that they share, and start them so that most of it stays shared.',
  minutes: 35,
  needs: ['05-cyclic-gc'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'read-only-table': readOnlyTable,
  'build-it-early': buildItEarly,
  'start-a-worker': startAWorker,
  'quiet-child': quietChild,
  'pages-written': pagesWritten,
  'worker-memory': workerMemory,
  'what-writes': whatWrites,
  'right-order': rightOrder,
  save: save,
  proportional: proportional,
  'child-writes': childWrites,
};
