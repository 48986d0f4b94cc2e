import type { Thing } from '../solution';

export function deepSize(heap: Record<string, Thing>, root: string): number {
  const seen = new Set([root]);
  let total = 0;
  for (const id of seen) {
    total += heap[id]!.size;
    for (const target of heap[id]!.refers) seen.add(target);
  }
  return total;
}
