import { exercise as blockSize } from './exercises/block-size/exercise';
import { exercise as blocksPerPool } from './exercises/blocks-per-pool/exercise';
import { exercise as chooseArena } from './exercises/choose-arena/exercise';
import { exercise as nthBlock } from './exercises/nth-block/exercise';
import { exercise as pinnedArenas } from './exercises/pinned-arenas/exercise';
import { exercise as replayPool } from './exercises/replay-pool/exercise';

/** The exercises of this lesson, by the name of their folder. */
export const exercises = {
  'block-size': blockSize,
  'blocks-per-pool': blocksPerPool,
  'nth-block': nthBlock,
  'replay-pool': replayPool,
  'choose-arena': chooseArena,
  'pinned-arenas': pinnedArenas,
};
