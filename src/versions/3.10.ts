import { largeArenas } from './pymalloc-eras';
import type { Version } from './types';

export const v3_10: Version = {
  name: '3.10',
  measured: ['3.10.13'],
  pymalloc: largeArenas,
};
