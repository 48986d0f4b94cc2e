import { largeArenas, wideArenaMap } from './pymalloc-eras';
import type { Version } from './types';

export const v3_14: Version = {
  name: '3.14',
  measured: ['3.14.10'],
  pymalloc: { ...largeArenas, arenaMap: wideArenaMap },
};
