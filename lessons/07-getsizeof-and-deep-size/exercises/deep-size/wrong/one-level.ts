import type { Thing } from '../solution';

export function deepSize(heap: Record<string, Thing>, root: string): number {
  const { size, refers } = heap[root]!;
  const direct = [...new Set(refers)].filter((id) => id !== root && heap[id]!.kind !== 'shared');
  return size + direct.reduce((sum, id) => sum + heap[id]!.size, 0);
}
