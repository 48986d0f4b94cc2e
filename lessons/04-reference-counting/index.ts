import type { About } from '../../src/grading/lessons';
import { exercise as countReferences } from './exercises/count-references/exercise';
import { exercise as eventBus } from './exercises/event-bus/exercise';
import { exercise as immortalOrNot } from './exercises/immortal-or-not/exercise';
import { exercise as keepNoFrame } from './exercises/keep-no-frame/exercise';
import { exercise as lastHolder } from './exercises/last-holder/exercise';
import { exercise as methodCache } from './exercises/method-cache/exercise';
import { exercise as oneAtATime } from './exercises/one-at-a-time/exercise';
import { exercise as orderOfDeath } from './exercises/order-of-death/exercise';
import { exercise as trashcanDepth } from './exercises/trashcan-depth/exercise';
import { exercise as watchItDie } from './exercises/watch-it-die/exercise';
import { exercise as whoKeepsThem } from './exercises/who-keeps-them/exercise';

export const about: About = {
  teaches:
    'Say who keeps an object alive, and at which line it dies; and write caches and listeners that let go.',
  minutes: 30,
  needs: ['00-the-800-mb-question'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'one-at-a-time': oneAtATime,
  'keep-no-frame': keepNoFrame,
  'method-cache': methodCache,
  'event-bus': eventBus,
  'who-keeps-them': whoKeepsThem,
  'count-references': countReferences,
  'order-of-death': orderOfDeath,
  'trashcan-depth': trashcanDepth,
  'immortal-or-not': immortalOrNot,
  'last-holder': lastHolder,
  'watch-it-die': watchItDie,
};
