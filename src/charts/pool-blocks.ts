import type { TopLevelSpec } from 'vega-lite';
import type { BlockView, PoolView } from '../pymalloc';
import { Chart } from './chart';
import { COLOURS } from './theme';

/** Free blocks carry their place in the free list as a number, up to here. */
const NUMBERED = 99;

/** The colour of a block by its state, for cells with a thin line around them. */
export const BLOCK_COLOUR = {
  field: 'state',
  type: 'nominal',
  title: 'block',
  scale: {
    domain: ['in use', 'free', 'untouched'],
    range: [COLOURS.blue, COLOURS.orange, 'transparent'],
  },
  legend: { symbolStrokeColor: COLOURS.grey, symbolType: 'square' },
} as const;

/** One pool: each block a cell, in use, free (numbered in the order they come back), or never touched. */
export function poolBlocks(pool: PoolView, blocks: readonly BlockView[]): Chart {
  return new Chart(spec(pool, blocks), () => text(pool, blocks));
}

function columnsFor(count: number): number {
  return count <= 32 ? 8 : count <= 140 ? 18 : 32;
}

function spec(pool: PoolView, blocks: readonly BlockView[]): TopLevelSpec {
  const columns = columnsFor(blocks.length);
  const values = blocks.map((block) => ({
    column: block.index % columns,
    row: Math.floor(block.index / columns),
    index: block.index,
    state: block.state,
    address: `0x${block.address.toString(16)}`,
    order: block.order === undefined ? '' : String(block.order + 1),
    label: block.order === undefined || block.order >= NUMBERED ? '' : String(block.order + 1),
  }));
  const rows = Math.max(1, Math.ceil(blocks.length / columns));
  const free = blocks.filter((block) => block.order !== undefined).length;
  return {
    description:
      `Pool 0x${pool.address.toString(16)} with ${pool.capacity} blocks of ${pool.blockSize} bytes: ` +
      `${pool.used} in use, ${free} on the free list, ${pool.capacity - pool.carved} never touched.`,
    title: {
      text: `Pool of ${pool.blockSize}-byte blocks`,
      subtitle: `${pool.used} of ${pool.capacity} in use; numbers: the order in which free blocks are given out`,
    },
    width: columns * 22,
    height: rows * 20,
    data: { values },
    layer: [
      {
        mark: { type: 'rect', stroke: COLOURS.grey, strokeWidth: 0.6 },
        encoding: {
          color: BLOCK_COLOUR,
          tooltip: [
            { field: 'index', title: 'block' },
            { field: 'address', title: 'address' },
            { field: 'state', title: 'state' },
            { field: 'order', title: 'place in the free list' },
          ],
        },
      },
      {
        mark: { type: 'text', fontSize: 10, color: '#000' },
        encoding: { text: { field: 'label', type: 'nominal' } },
        transform: [{ filter: "datum.state === 'free'" }],
      },
    ],
    encoding: {
      x: {
        field: 'column',
        type: 'ordinal',
        title: 'block in the row (index)',
        axis: { labelAngle: 0, ticks: false, domain: false, labelOverlap: true },
      },
      y: {
        field: 'row',
        type: 'ordinal',
        title: `row of ${columns} blocks`,
        axis: { ticks: false, domain: false },
      },
    },
  };
}

/** One character a block: `#` in use, `o` free, `.` never touched. */
function text(pool: PoolView, blocks: readonly BlockView[]): string {
  const columns = 64;
  const marks = blocks
    .map(({ state }) => (state === 'in use' ? '#' : state === 'free' ? 'o' : '.'))
    .join('');
  const lines = marks.match(new RegExp(`.{1,${columns}}`, 'g')) ?? [];
  const order = blocks
    .filter((block) => block.order !== undefined)
    .sort((a, b) => a.order! - b.order!)
    .slice(0, 10)
    .map((block) => block.index);
  return [
    `pool 0x${pool.address.toString(16)}, ${pool.capacity} blocks of ${pool.blockSize} bytes`,
    ...lines,
    '# in use, o free, . never touched',
    `free list: ${order.length === 0 ? 'empty' : `block ${order.join(', ')}${order.length === 10 ? ' …' : ''}`}`,
  ].join('\n');
}
