import type { Layer } from '../solution';

export function layerFor(nbytes: number): Layer {
  return nbytes >= 1 && nbytes <= 512 ? 'pymalloc' : 'mapping';
}
