import { bars } from '../bars';
import type { Chart } from '../chart';
import { type FreeListInput, type FreeListKind, playFreeList } from './freelist';

/** How many of each type are freed. */
const FREED = 150;
const KINDS: readonly FreeListKind[] = ['list', 'dict', 'float', 'int', 'tuple'];

/** Of so many freed objects of each type: how many its free list keeps, and how many go back to pymalloc. */
export function freeListChart({ python, length }: FreeListInput): Chart {
  return bars(
    KINDS.map((kind) => {
      const moves = [{ make: FREED }, { free: 'all' }] as const;
      const kept = playFreeList({ python, kind, length, moves }).listed.length;
      const type = kind === 'tuple' ? `tuple of ${length}` : kind;
      return { type, 'on its free list': kept, 'back in their pools': FREED - kept };
    }),
    {
      title: `Where ${FREED} dead objects of a type are`,
      label: 'type',
      values: ['on its free list', 'back in their pools'],
      unit: 'objects',
      legend: 'where',
    },
  );
}
