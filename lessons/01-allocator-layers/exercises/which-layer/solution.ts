export type Layer = 'pymalloc' | 'heap' | 'mapping';

export function layerFor(nbytes: number): Layer {
  if (nbytes >= 1 && nbytes <= 512) return 'pymalloc';
  const chunk = Math.ceil((nbytes + 8) / 16) * 16;
  return chunk >= 131_072 ? 'mapping' : 'heap';
}
