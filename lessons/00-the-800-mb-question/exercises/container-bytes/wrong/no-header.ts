import type { Container } from '../solution';

export function bytesPerId(container: Container, ids: number): number {
  return 8 * ids + (container === 'list' || container === 'tuple' ? 32 * ids : 0);
}
