import type { TopLevelSpec } from 'vega-lite';
import { Chart } from './chart';
import { textTable } from './text-table';
import { COLOURS } from './theme';

/** Blocks of one size class: bytes asked for, and bytes given for them. */
export interface RoundingRow {
  /** Bytes of a block. */
  readonly blockSize: number;
  /** How many blocks are in use. */
  readonly blocks: number;
  /** Bytes that were asked for. */
  readonly requested: number;
  /** Bytes of the blocks. */
  readonly given: number;
}

/** What rounding up to the size class costs: per class, the bytes asked for and those wasted. */
export function roundingWaste(rows: readonly RoundingRow[]): Chart {
  const shown = rows.filter((row) => row.blockSize > 0);
  return new Chart(spec(shown), () =>
    textTable(
      shown.map((row) => ({
        'block size': row.blockSize,
        blocks: row.blocks,
        'asked for': row.requested,
        given: row.given,
        wasted: row.given - row.requested,
      })),
    ),
  );
}

function spec(rows: readonly RoundingRow[]): TopLevelSpec {
  const values = rows.flatMap((row) => [
    { size: row.blockSize, kind: 'asked for', bytes: row.requested, blocks: row.blocks, order: 0 },
    {
      size: row.blockSize,
      kind: 'wasted',
      bytes: row.given - row.requested,
      blocks: row.blocks,
      order: 1,
    },
  ]);
  const wasted = rows.reduce((sum, row) => sum + row.given - row.requested, 0);
  const given = rows.reduce((sum, row) => sum + row.given, 0);
  const share = given === 0 ? 0 : (100 * wasted) / given;
  return {
    description: `Bytes wasted by rounding: ${wasted} of ${given} given (${share.toFixed(1)}%), per size class.`,
    title: {
      text: 'What rounding costs',
      subtitle: `${share.toFixed(1)}% of the bytes given were not asked for`,
    },
    width: Math.max(220, rows.length * 26),
    height: 220,
    data: { values },
    mark: { type: 'bar' },
    encoding: {
      x: {
        field: 'size',
        type: 'ordinal',
        title: 'size class (bytes per block)',
        axis: { labelAngle: rows.length > 12 ? -60 : 0 },
      },
      y: { field: 'bytes', type: 'quantitative', title: 'bytes in blocks', axis: { format: '~s' } },
      order: { field: 'order', type: 'quantitative' },
      color: {
        field: 'kind',
        type: 'nominal',
        title: 'bytes',
        scale: { domain: ['asked for', 'wasted'], range: [COLOURS.blue, COLOURS.orange] },
      },
      tooltip: [
        { field: 'size', title: 'block size (bytes)' },
        { field: 'kind', title: 'bytes' },
        { field: 'bytes', title: 'number', format: ',' },
        { field: 'blocks', title: 'blocks', format: ',' },
      ],
    },
  };
}
