import { largeArenas, wideArenaMap } from './pymalloc-eras';
import type { Version } from './types';

export const v3_15: Version = {
  name: '3.15',
  measured: ['3.15.2'],
  pymalloc: { ...largeArenas, arenaMap: wideArenaMap },
};
