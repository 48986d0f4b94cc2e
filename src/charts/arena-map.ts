import type { TopLevelSpec } from 'vega-lite';
import type { ArenaView, PoolView } from '../pymalloc';
import { Chart } from './chart';
import { COLOURS } from './theme';

/** From this many arenas on, each is one cell: single pools would be smaller than a pixel. */
const AGGREGATE_FROM = 33;
const ARENAS_PER_ROW = 25;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@#';

/**
 * All arenas: one row an arena, one cell a pool, coloured by its size class and shaded by how full
 * it is; with many arenas one cell an arena, shaded by the bytes in use.
 */
export function arenaMap(arenas: readonly ArenaView[]): Chart {
  const spec = arenas.length < AGGREGATE_FROM ? poolCells(arenas) : arenaCells(arenas);
  return new Chart(spec, () => arenaText(arenas));
}

function fullness(pool: PoolView): number {
  return pool.capacity === 0 ? 0 : pool.used / pool.capacity;
}

function describe(arenas: readonly ArenaView[]): string {
  const pools = arenas.flatMap((arena) => arena.pools);
  const count = (state: string): number => pools.filter((pool) => pool.state === state).length;
  return (
    `Arena map: ${arenas.length} arenas with ${pools.length} pools: ${count('full')} full, ` +
    `${count('used')} partly used, ${count('free')} free, ${count('untouched')} never touched.`
  );
}

function poolCells(arenas: readonly ArenaView[]): TopLevelSpec {
  const values = arenas.flatMap((arena) =>
    arena.pools.map((pool) => ({
      arena: `arena ${arena.index}`,
      pool: pool.index,
      address: `0x${pool.address.toString(16)}`,
      state: pool.state,
      size: pool.blockSize === 0 ? 'none' : pool.blockSize,
      // A number for every pool: Vega-Lite would leave out a cell without one.
      shade: pool.blockSize || 16,
      used: pool.used,
      capacity: pool.capacity,
      full: fullness(pool),
    })),
  );
  const rows = arenas.map((arena) => `arena ${arena.index}`);
  const most = Math.max(1, ...arenas.map((arena) => arena.ntotalpools));
  return {
    description: describe(arenas),
    title: {
      text: 'Arena map',
      subtitle: 'one row an arena, one cell a pool; empty: never touched, thick edge: free again',
    },
    width: most * 9.5,
    height: Math.max(1, rows.length) * 16,
    data: { values },
    mark: { type: 'rect' },
    encoding: {
      x: {
        field: 'pool',
        type: 'ordinal',
        title: 'pool in the arena (index)',
        axis: { values: multiples(most, 8), labelAngle: 0, ticks: false, domain: false },
      },
      y: {
        field: 'arena',
        type: 'ordinal',
        sort: rows,
        title: null,
        axis: { ticks: false, domain: false },
      },
      color: {
        condition: {
          test: "datum.state === 'full' || datum.state === 'used'",
          field: 'shade',
          type: 'quantitative',
          title: 'block size (bytes)',
          scale: { scheme: 'viridis', domain: [16, 512], type: 'log', base: 2 },
        },
        value: 'transparent',
      },
      fillOpacity: {
        field: 'full',
        type: 'quantitative',
        title: 'blocks in use',
        scale: { domain: [0, 1], range: [0.3, 1] },
        legend: { format: '.0%', values: [0, 0.5, 1] },
      },
      stroke: {
        condition: { test: "datum.state === 'free'", value: COLOURS.vermilion },
        value: COLOURS.grey,
      },
      strokeWidth: { condition: { test: "datum.state === 'free'", value: 2 }, value: 0.5 },
      tooltip: [
        { field: 'arena', title: 'arena' },
        { field: 'pool', title: 'pool' },
        { field: 'address', title: 'address' },
        { field: 'state', title: 'state' },
        { field: 'size', title: 'block size (bytes)' },
        { field: 'used', title: 'blocks in use' },
        { field: 'capacity', title: 'blocks that fit' },
      ],
    },
  };
}

function arenaCells(arenas: readonly ArenaView[]): TopLevelSpec {
  const values = arenas.map((arena, i) => ({
    column: i % ARENAS_PER_ROW,
    row: Math.floor(i / ARENAS_PER_ROW),
    arena: arena.index,
    address: `0x${arena.address.toString(16)}`,
    inUse: arena.pools.reduce((sum, pool) => sum + pool.used * pool.blockSize, 0) / arena.size,
    freePools: arena.nfreepools,
  }));
  const rows = Math.ceil(arenas.length / ARENAS_PER_ROW);
  return {
    description: describe(arenas),
    title: { text: 'Arena map', subtitle: `${arenas.length} arenas, one cell an arena` },
    width: ARENAS_PER_ROW * 18,
    height: rows * 18,
    data: { values },
    mark: { type: 'rect', stroke: COLOURS.grey, strokeWidth: 0.5 },
    encoding: {
      x: {
        field: 'column',
        type: 'ordinal',
        title: 'arena in the row (index)',
        axis: { values: multiples(ARENAS_PER_ROW, 5), labelAngle: 0, ticks: false, domain: false },
      },
      y: {
        field: 'row',
        type: 'ordinal',
        title: `row of ${ARENAS_PER_ROW} arenas`,
        axis: { values: multiples(rows, 5), ticks: false, domain: false },
      },
      color: {
        field: 'inUse',
        type: 'quantitative',
        title: 'bytes in use',
        scale: { scheme: 'viridis', domain: [0, 1] },
        legend: { format: '.0%' },
      },
      tooltip: [
        { field: 'arena', title: 'arena' },
        { field: 'address', title: 'address' },
        { field: 'inUse', title: 'bytes in use', format: '.1%' },
        { field: 'freePools', title: 'free pools' },
      ],
    },
  };
}

function multiples(end: number, step: number): number[] {
  return Array.from({ length: Math.ceil(end / step) }, (_, i) => i * step);
}

/** One letter a pool: its size class; `-` a free pool, `.` one never touched. */
function arenaText(arenas: readonly ArenaView[]): string {
  const classes = new Map<number, number>();
  const letter = (pool: PoolView): string => {
    if (pool.state === 'untouched') return '.';
    if (pool.state === 'free') return '-';
    classes.set(pool.szidx, pool.blockSize);
    return LETTERS[pool.szidx] ?? '?';
  };
  const lines = arenas.map(
    (arena) => `arena ${String(arena.index).padStart(3)}  ${arena.pools.map(letter).join('')}`,
  );
  const legend = [...classes]
    .sort(([a], [b]) => a - b)
    .map(([szidx, size]) => `${LETTERS[szidx]} ${size} bytes`);
  return [...lines, `${[...legend, '- free', '. never touched'].join(', ')}`].join('\n');
}
