export interface Symptoms {
  rss: number;
  traced: number;
  arenas: number;
  blocks: number;
  garbage: number;
}

export function mitigation(process: Symptoms): string {
  const { rss, traced, arenas, blocks, garbage } = process;
  if (garbage > 0 && garbage >= blocks / 2) return 'collect';
  if (traced - garbage > rss / 2) return 'fix the leak';
  if (arenas > 0 && arenas - blocks >= arenas / 2) return 'separate the long-lived';
  return 'look outside';
}
