export type Block = 'free' | 'live' | 'listed';

export function keptBy(pool: Block[]): string {
  if (pool.includes('live')) return 'live objects';
  return pool.includes('listed') ? 'free lists alone' : 'nothing';
}
