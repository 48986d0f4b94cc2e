import type { Thing } from '../solution';

export function deepSize(heap: Record<string, Thing>, root: string): number {
  const visit = (id: string, path: string[]): number => {
    const { size, refers, kind } = heap[id]!;
    if (kind === 'shared' || path.includes(id)) return 0;
    return size + refers.reduce((sum, target) => sum + visit(target, [...path, id]), 0);
  };
  return visit(root, []);
}
