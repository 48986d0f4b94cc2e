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
    'Answer the questions on memory that interviews ask, in three sentences, and show that it is so.',
  minutes: 45,
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
  'errors-kept': errorsKept,
  'small-callbacks': smallCallbacks,
  'keep-the-heads': keepTheHeads,
  'explain-rss': explainRss,
  collectable: collectable,
  lifetimes: lifetimes,
  'dict-resize': dictResize,
  'which-tool': whichTool,
  'who-holds': whoHolds,
};
