import type { About } from '../../src/grading/lessons';
import { exercise as comesBack } from './exercises/comes-back/exercise';
import { exercise as diagnoseHeld } from './exercises/diagnose-held/exercise';
import { exercise as emptyTheLists } from './exercises/empty-the-lists/exercise';
import { exercise as floatList } from './exercises/float-list/exercise';
import { exercise as heldBack } from './exercises/held-back/exercise';
import { exercise as keptByList } from './exercises/kept-by-list/exercise';
import { exercise as measureAList } from './exercises/measure-a-list/exercise';
import { exercise as refreshInPlace } from './exercises/refresh-in-place/exercise';
import { exercise as stackOrder } from './exercises/stack-order/exercise';
import { exercise as tupleLists } from './exercises/tuple-lists/exercise';
import { exercise as twentyColumns } from './exercises/twenty-columns/exercise';
import { exercise as whoKeepsIt } from './exercises/who-keeps-it/exercise';

export const about: About = {
  teaches:
    'Say where a dead object waits, who gets its block next, and how to get the memory back.',
  minutes: 35,
  needs: ['02-pymalloc'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'refresh-in-place': refreshInPlace,
  'measure-a-list': measureAList,
  'empty-the-lists': emptyTheLists,
  'who-keeps-it': whoKeepsIt,
  'twenty-columns': twentyColumns,
  'stack-order': stackOrder,
  'kept-by-list': keptByList,
  'float-list': floatList,
  'comes-back': comesBack,
  'diagnose-held': diagnoseHeld,
  'tuple-lists': tupleLists,
  'held-back': heldBack,
};
