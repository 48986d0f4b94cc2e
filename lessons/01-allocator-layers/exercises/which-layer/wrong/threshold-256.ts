import type { Layer } from '../solution';

export function layerFor(nbytes: number): Layer {
  if (nbytes >= 1 && nbytes <= 256) return 'pymalloc';
  return Math.ceil((nbytes + 8) / 16) * 16 >= 131_072 ? 'mapping' : 'heap';
}
