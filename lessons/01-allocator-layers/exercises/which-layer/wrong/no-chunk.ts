import type { Layer } from '../solution';

export function layerFor(nbytes: number): Layer {
  if (nbytes >= 1 && nbytes <= 512) return 'pymalloc';
  return nbytes >= 131_072 ? 'mapping' : 'heap';
}
