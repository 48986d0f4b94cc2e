import type { Symptoms } from '../solution';

export function mitigation(process: Symptoms): string {
  const { rss, traced, blocks, garbage } = process;
  if (garbage > 0 && garbage >= blocks / 2) return 'collect';
  return traced - garbage > rss / 2 ? 'fix the leak' : 'separate the long-lived';
}
