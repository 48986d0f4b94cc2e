export type Container = 'list' | 'tuple' | 'array' | 'bytes';

export function bytesPerId(container: Container, ids: number): number {
  const header = { list: 56, tuple: 40, array: 80, bytes: 33 }[container];
  const objects = container === 'list' || container === 'tuple' ? 32 * ids : 0;
  const places = container === 'list' ? ids + (ids % 2) : ids;
  return header + 8 * places + objects;
}
