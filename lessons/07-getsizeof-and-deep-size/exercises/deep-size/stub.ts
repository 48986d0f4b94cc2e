export interface Thing {
  size: number;
  refers: string[];
  kind?: 'shared';
}

export function deepSize(heap: Record<string, Thing>, root: string): number {
  throw new Error('not written yet');
}
