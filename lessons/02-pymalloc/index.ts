import type { About } from '../../src/grading/lessons';
import { exercise as blockSize } from './exercises/block-size/exercise';
import { exercise as blocksPerPool } from './exercises/blocks-per-pool/exercise';
import { exercise as chooseArena } from './exercises/choose-arena/exercise';
import { exercise as cutToFit } from './exercises/cut-to-fit/exercise';
import { exercise as howManyObjects } from './exercises/how-many-objects/exercise';
import { exercise as howMuchItGrows } from './exercises/how-much-it-grows/exercise';
import { exercise as nthBlock } from './exercises/nth-block/exercise';
import { exercise as pinnedArenas } from './exercises/pinned-arenas/exercise';
import { exercise as replayPool } from './exercises/replay-pool/exercise';
import { exercise as walkFreeList } from './exercises/walk-free-list/exercise';

export const about: About = {
  teaches:
    'Say what an object really takes, which block comes next, and when memory goes back to the system.',
  minutes: 35,
  needs: ['01-allocator-layers'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'cut-to-fit': cutToFit,
  'how-much-it-grows': howMuchItGrows,
  'how-many-objects': howManyObjects,
  'block-size': blockSize,
  'blocks-per-pool': blocksPerPool,
  'nth-block': nthBlock,
  'replay-pool': replayPool,
  'walk-free-list': walkFreeList,
  'choose-arena': chooseArena,
  'pinned-arenas': pinnedArenas,
};
