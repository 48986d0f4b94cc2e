export type Layer = 'pymalloc' | 'heap' | 'mapping';

export function layerFor(nbytes: number): Layer {
  if (nbytes >= 1 && nbytes <= 512) return 'pymalloc';
  return nbytes > 128 * 1024 ? 'mapping' : 'heap';
}
