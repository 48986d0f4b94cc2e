import { largeArenas, wideArenaMap } from './pymalloc-eras';
import type { Version } from './types';

export const v3_13: Version = {
  name: '3.13',
  measured: ['3.13.0', '3.13.18'],
  pymalloc: { ...largeArenas, arenaMap: wideArenaMap },
};
