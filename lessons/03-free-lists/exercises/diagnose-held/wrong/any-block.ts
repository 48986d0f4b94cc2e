import type { Block } from '../solution';

export function keptBy(pool: Block[]): string {
  return pool.some((block) => block !== 'free') ? 'live objects' : 'nothing';
}
