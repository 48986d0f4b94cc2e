import type { TopLevelSpec } from 'vega-lite';
import { Chart } from './chart';
import { BLOCK_COLOUR } from './pool-blocks';
import { textTable } from './text-table';
import { COLOURS } from './theme';
import type { ShownPool } from './touch/pool';

const COLUMNS = 12;

/** The first blocks of a pool, as the figure `pool` begins: in use, free with their order, or never handed out. */
export function poolChart({ size, block, capacity, used, blocks }: ShownPool): Chart {
  const spec: TopLevelSpec = {
    description: `A pool of ${block}-byte blocks for requests of ${size} bytes: ${used} of ${capacity} are in use. Shown are the first ${blocks.length}.`,
    title: {
      text: `The first blocks of a pool, ${block} bytes each`,
      subtitle: 'numbers: the order in which free blocks are handed out',
    },
    data: {
      values: blocks.map(({ state, order }, i) => ({
        column: i % COLUMNS,
        row: Math.floor(i / COLUMNS),
        state,
        order: order === undefined ? '' : String(order + 1),
      })),
    },
    width: COLUMNS * 30,
    height: { step: 26 },
    encoding: {
      x: { field: 'column', type: 'ordinal', title: null, axis: null },
      y: { field: 'row', type: 'ordinal', title: null, axis: null },
    },
    layer: [
      {
        mark: { type: 'rect', stroke: COLOURS.grey, strokeWidth: 0.6 },
        encoding: {
          color: BLOCK_COLOUR,
        },
      },
      { mark: { type: 'text', color: '#000' }, encoding: { text: { field: 'order' } } },
    ],
  };
  const waiting = blocks
    .map(({ order }, block) => ({ block, order }))
    .filter(({ order }) => order !== undefined)
    .sort((a, b) => a.order! - b.order!);
  return new Chart(spec, () =>
    [
      textTable([{ asked: size, block, 'lost to rounding': block - size, fit: capacity, used }]),
      `free, in this order: block ${waiting.map((each) => each.block).join(', ')}`,
    ].join('\n'),
  );
}
