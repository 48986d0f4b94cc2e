import { bars } from '../bars';
import type { Chart } from '../chart';
import type { SizesState } from './sizes';

/** What an object takes on each version. */
export function sizesChart({ code, rows }: SizesState): Chart {
  return bars(
    rows.map(({ python, traced }) => ({ version: python, bytes: traced })),
    { title: `In use for ${code}`, label: 'version', values: ['bytes'], unit: 'bytes' },
  );
}
