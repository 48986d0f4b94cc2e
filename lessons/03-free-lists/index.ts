import type { About } from '../../src/grading/lessons';
import { exercise as comesBack } from './exercises/comes-back/exercise';
import { exercise as diagnoseHeld } from './exercises/diagnose-held/exercise';
import { exercise as emptyTheLists } from './exercises/empty-the-lists/exercise';
import { exercise as floatList } from './exercises/float-list/exercise';
import { exercise as heldBack } from './exercises/held-back/exercise';
import { exercise as keptByList } from './exercises/kept-by-list/exercise';
import { exercise as stackOrder } from './exercises/stack-order/exercise';
import { exercise as tupleLists } from './exercises/tuple-lists/exercise';

export const about: About = {
  teaches:
    'Explain why an address comes back, know the capacities of each version, and say what a free list holds back from pymalloc.',
  minutes: 25,
  needs: ['02-pymalloc'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'stack-order': stackOrder,
  'kept-by-list': keptByList,
  'float-list': floatList,
  'comes-back': comesBack,
  'diagnose-held': diagnoseHeld,
  'tuple-lists': tupleLists,
  'held-back': heldBack,
  'empty-the-lists': emptyTheLists,
};
