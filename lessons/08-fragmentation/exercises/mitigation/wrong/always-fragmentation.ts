import type { Symptoms } from '../solution';

export function mitigation(process: Symptoms): string {
  const { arenas, blocks } = process;
  return arenas > 0 && arenas - blocks >= arenas / 2 ? 'separate the long-lived' : 'look outside';
}
