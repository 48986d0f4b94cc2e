export interface Thing {
  size: number;
  refers: string[];
  kind?: 'shared';
}

export function deepSize(heap: Record<string, Thing>, root: string): number {
  const seen = new Set([root]);
  let total = 0;
  for (const id of seen) {
    const { size, refers, kind } = heap[id]!;
    if (kind === 'shared') continue;
    total += size;
    for (const target of refers) seen.add(target);
  }
  return total;
}
