import type { Block } from '../solution';

export function keptBy(pool: Block[]): string {
  return pool.includes('live') ? 'live objects' : 'nothing';
}
