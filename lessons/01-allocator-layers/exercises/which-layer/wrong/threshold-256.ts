import type { Layer } from '../solution';

export function layerFor(nbytes: number): Layer {
  if (nbytes >= 1 && nbytes <= 256) return 'pymalloc';
  return nbytes > 128 * 1024 ? 'mapping' : 'heap';
}
