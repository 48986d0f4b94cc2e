import type { About } from '../../src/grading/lessons';
import { exercise as byHand } from './exercises/by-hand/exercise';
import { exercise as cacheByOwner } from './exercises/cache-by-owner/exercise';
import { exercise as closeTheTree } from './exercises/close-the-tree/exercise';
import { exercise as collect } from './exercises/collect/exercise';
import { exercise as gcRefs } from './exercises/gc-refs/exercise';
import { exercise as generationOf } from './exercises/generation-of/exercise';
import { exercise as lateForLargeOnes } from './exercises/late-for-large-ones/exercise';
import { exercise as outOfSight } from './exercises/out-of-sight/exercise';
import { exercise as predictTheCollection } from './exercises/predict-the-collection/exercise';
import { exercise as quarterRule } from './exercises/quarter-rule/exercise';
import { exercise as quietLoad } from './exercises/quiet-load/exercise';
import { exercise as weakCallbacks } from './exercises/weak-callbacks/exercise';
import { exercise as whenCollected } from './exercises/when-collected/exercise';

export const about: About = {
  teaches:
    'Say which objects only the collector can free, when it will run, and how to write a program that does not wait for it.',
  minutes: 40,
  needs: ['04-reference-counting'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'predict-the-collection': predictTheCollection,
  'out-of-sight': outOfSight,
  'quiet-load': quietLoad,
  'late-for-large-ones': lateForLargeOnes,
  'close-the-tree': closeTheTree,
  'cache-by-owner': cacheByOwner,
  'gc-refs': gcRefs,
  collect: collect,
  'when-collected': whenCollected,
  'quarter-rule': quarterRule,
  'weak-callbacks': weakCallbacks,
  'generation-of': generationOf,
  'by-hand': byHand,
};
