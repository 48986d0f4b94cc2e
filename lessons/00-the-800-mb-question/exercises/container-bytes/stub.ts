export type Container = 'list' | 'tuple' | 'array' | 'bytes';

export function bytesPerId(container: Container, ids: number): number {
  throw new Error('not written yet');
}
