import { smallArenas } from './pymalloc-eras';
import type { Version } from './types';

export const v3_8: Version = {
  name: '3.8',
  measured: ['3.6.15', '3.7.16', '3.8.18'],
  pymalloc: smallArenas,
};
