export type Block = 'free' | 'live' | 'listed';

export function keptBy(pool: Block[]): string {
  throw new Error('not written yet');
}
