import type { Symptoms } from '../solution';

export function mitigation(process: Symptoms): string {
  const { rss, traced, arenas, blocks, garbage } = process;
  if (traced > rss / 2) return 'fix the leak';
  if (garbage > 0 && garbage >= blocks / 2) return 'collect';
  if (arenas > 0 && arenas - blocks >= arenas / 2) return 'separate the long-lived';
  return 'look outside';
}
