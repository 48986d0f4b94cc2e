import { largeArenas, wideArenaMap } from './pymalloc-eras';
import type { Version } from './types';

export const v3_12: Version = {
  name: '3.12',
  measured: ['3.12.1'],
  pymalloc: { ...largeArenas, arenaMap: wideArenaMap },
};
