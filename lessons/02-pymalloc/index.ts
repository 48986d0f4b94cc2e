import type { About } from '../../src/grading/lessons';
import { exercise as blockSize } from './exercises/block-size/exercise';
import { exercise as blocksPerPool } from './exercises/blocks-per-pool/exercise';
import { exercise as chooseArena } from './exercises/choose-arena/exercise';
import { exercise as nthBlock } from './exercises/nth-block/exercise';
import { exercise as pinnedArenas } from './exercises/pinned-arenas/exercise';
import { exercise as replayPool } from './exercises/replay-pool/exercise';
import { exercise as walkFreeList } from './exercises/walk-free-list/exercise';

export const about: About = {
  teaches:
    'Follow a request from its size class to a block, a pool and an arena, and say when an arena goes back.',
  minutes: 35,
  needs: ['01-allocator-layers'],
  python: '3.12',
};

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'block-size': blockSize,
  'blocks-per-pool': blocksPerPool,
  'nth-block': nthBlock,
  'replay-pool': replayPool,
  'choose-arena': chooseArena,
  'pinned-arenas': pinnedArenas,
  'walk-free-list': walkFreeList,
};
