import { smallArenas } from './pymalloc-eras';
import type { Version } from './types';

export const v3_9: Version = {
  name: '3.9',
  measured: ['3.9.18'],
  pymalloc: { ...smallArenas, arenaRelease: 'keep-last' },
};
