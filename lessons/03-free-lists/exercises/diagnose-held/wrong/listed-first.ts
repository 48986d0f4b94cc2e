import type { Block } from '../solution';

export function keptBy(pool: Block[]): string {
  if (pool.includes('listed')) return 'free lists alone';
  return pool.includes('live') ? 'live objects' : 'nothing';
}
