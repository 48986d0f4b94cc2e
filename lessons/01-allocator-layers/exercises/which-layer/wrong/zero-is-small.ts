import type { Layer } from '../solution';

export function layerFor(nbytes: number): Layer {
  if (nbytes <= 512) return 'pymalloc';
  return nbytes > 128 * 1024 ? 'mapping' : 'heap';
}
