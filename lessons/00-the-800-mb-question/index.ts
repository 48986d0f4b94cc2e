import type { About } from '../../src/grading/lessons';
import { exercise as containerBytes } from './exercises/container-bytes/exercise';
import { exercise as guessTheRange } from './exercises/guess-the-range/exercise';
import { exercise as intListBytes } from './exercises/int-list-bytes/exercise';
import { exercise as listPools } from './exercises/list-pools/exercise';
import { exercise as measuredCost } from './exercises/measured-cost/exercise';
import { exercise as missingIds } from './exercises/missing-ids/exercise';
import { exercise as noSpareRoom } from './exercises/no-spare-room/exercise';
import { exercise as predictIds } from './exercises/predict-ids/exercise';
import { exercise as repeatedWords } from './exercises/repeated-words/exercise';
import { exercise as whereIsIt } from './exercises/where-is-it/exercise';

export const about: About = {
  teaches:
    'Say where each megabyte of a large list is, plain and traced, and choose a container that needs a fifth of it.',
  minutes: 30,
  needs: [],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'guess-the-range': guessTheRange,
  'missing-ids': missingIds,
  'repeated-words': repeatedWords,
  'no-spare-room': noSpareRoom,
  'predict-ids': predictIds,
  'int-list-bytes': intListBytes,
  'list-pools': listPools,
  'where-is-it': whereIsIt,
  'container-bytes': containerBytes,
  'measured-cost': measuredCost,
};
