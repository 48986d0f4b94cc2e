import type { About } from '../../src/grading/lessons';
import { exercise as callsOfAProgram } from './exercises/calls-of-a-program/exercise';
import { exercise as chunkSize } from './exercises/chunk-size/exercise';
import { exercise as countCalls } from './exercises/count-calls/exercise';
import { exercise as kernelCalls } from './exercises/kernel-calls/exercise';
import { exercise as lazyBuffer } from './exercises/lazy-buffer/exercise';
import { exercise as residentCost } from './exercises/resident-cost/exercise';
import { exercise as residentPages } from './exercises/resident-pages/exercise';
import { exercise as theSameBuffer } from './exercises/the-same-buffer/exercise';
import { exercise as whichLayer } from './exercises/which-layer/exercise';

export const about: About = {
  teaches:
    'Say which layer answers a request, what that costs, and when the memory goes back to the system.',
  minutes: 35,
  needs: ['00-the-800-mb-question'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'resident-cost': residentCost,
  'the-same-buffer': theSameBuffer,
  'lazy-buffer': lazyBuffer,
  'which-layer': whichLayer,
  'count-calls': countCalls,
  'chunk-size': chunkSize,
  'resident-pages': residentPages,
  'calls-of-a-program': callsOfAProgram,
  'kernel-calls': kernelCalls,
};
