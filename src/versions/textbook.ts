import { v3_8 } from './3.8';
import { behaviour3_12 } from './behaviours';
import { compiler3_12 } from './compiler';
import { messages3_12 } from './messages';
import type { Version } from './types';

/**
 * The model that many articles describe: 8-byte steps, 64 size classes, 4 KiB pools without a
 * header, so that 4096 / 32 = 128 blocks fit. No released CPython behaves so; it is here to stand
 * beside one that does.
 */
export const textbook: Version = {
  ...v3_8,
  name: 'textbook',
  compiler: compiler3_12,
  behaviour: behaviour3_12,
  messages: messages3_12,
  measured: [],
  startUp: undefined,
  pymalloc: {
    alignment: 8,
    poolSize: 4096,
    arenaSize: 256 * 1024,
    smallRequestThreshold: 512,
    poolHeader: 'outside',
    arenaRelease: 'always',
    arenaLookup: 'arena-index',
  },
};
