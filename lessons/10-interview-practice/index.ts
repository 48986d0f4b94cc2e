import type { About } from '../../src/grading/lessons';
import { exercise as collectable } from './exercises/collectable/exercise';
import { exercise as dictResize } from './exercises/dict-resize/exercise';
import { exercise as errorsKept } from './exercises/errors-kept/exercise';
import { exercise as explainRss } from './exercises/explain-rss/exercise';
import { exercise as keepTheHeads } from './exercises/keep-the-heads/exercise';
import { exercise as lifetimes } from './exercises/lifetimes/exercise';
import { exercise as smallCallbacks } from './exercises/small-callbacks/exercise';
import { exercise as whichTool } from './exercises/which-tool/exercise';
import { exercise as whoHolds } from './exercises/who-holds/exercise';

export const about: About = {
  teaches:
    'Answer the questions on CPython memory that interviews ask, out loud and in code, and know what the examiner wants to hear next.',
  minutes: 40,
  needs: [
    '02-pymalloc',
    '05-cyclic-gc',
    '07-getsizeof-and-deep-size',
    '08-fragmentation',
    '09-gc-freeze-before-fork',
  ],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'explain-rss': explainRss,
  collectable: collectable,
  lifetimes: lifetimes,
  'errors-kept': errorsKept,
  'dict-resize': dictResize,
  'keep-the-heads': keepTheHeads,
  'which-tool': whichTool,
  'who-holds': whoHolds,
  'small-callbacks': smallCallbacks,
};
