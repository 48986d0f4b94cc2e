import type { About } from '../../src/grading/lessons';
import { exercise as blocksOfOne } from './exercises/blocks-of-one/exercise';
import { exercise as columns } from './exercises/columns/exercise';
import { exercise as smallOnAll } from './exercises/small-on-all/exercise';
import { exercise as sumsOfColumns } from './exercises/sums-of-columns/exercise';
import { exercise as whichVersions } from './exercises/which-versions/exercise';

export const about: About = {
  teaches:
    'Say what changed in memory between Python 3.8 and 3.15, and write code that is small on each of them.',
  minutes: 35,
  needs: ['02-pymalloc', '03-free-lists', '05-cyclic-gc'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'small-on-all': smallOnAll,
  columns: columns,
  'sums-of-columns': sumsOfColumns,
  'blocks-of-one': blocksOfOne,
  'which-versions': whichVersions,
};
