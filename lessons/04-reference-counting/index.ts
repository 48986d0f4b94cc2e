import type { About } from '../../src/grading/lessons';
import { exercise as countReferences } from './exercises/count-references/exercise';
import { exercise as immortalOrNot } from './exercises/immortal-or-not/exercise';
import { exercise as keepNoFrame } from './exercises/keep-no-frame/exercise';
import { exercise as lastHolder } from './exercises/last-holder/exercise';
import { exercise as orderOfDeath } from './exercises/order-of-death/exercise';
import { exercise as trashcanDepth } from './exercises/trashcan-depth/exercise';
import { exercise as watchItDie } from './exercises/watch-it-die/exercise';

export const about: About = {
  teaches:
    'Predict reference counts and the order of deallocation, with aliases, containers, temporaries, chains and immortal objects.',
  minutes: 30,
  needs: ['00-the-800-mb-question'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'count-references': countReferences,
  'order-of-death': orderOfDeath,
  'trashcan-depth': trashcanDepth,
  'immortal-or-not': immortalOrNot,
  'last-holder': lastHolder,
  'watch-it-die': watchItDie,
  'keep-no-frame': keepNoFrame,
};
