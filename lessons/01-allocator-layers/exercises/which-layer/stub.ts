export type Layer = 'pymalloc' | 'heap' | 'mapping';

export function layerFor(nbytes: number): Layer {
  throw new Error('not written yet');
}
