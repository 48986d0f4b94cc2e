import { largeArenas, wideArenaMap } from './pymalloc-eras';
import type { Version } from './types';

export const v3_11: Version = {
  name: '3.11',
  measured: ['3.11.7'],
  pymalloc: { ...largeArenas, arenaMap: wideArenaMap },
};
