import {
  arenaMap,
  boot,
  type Chart,
  heapTimeline,
  poolBlocks,
  roundingWaste,
  table,
} from '../../src';
import { chartRules } from '../support/chart-rules';

function heap(version = '3.12', blocks = 3000) {
  const process = boot(version);
  const all = Array.from({ length: blocks }, (_, i) =>
    process.PyObject_Malloc(1 + ((i * 37) % 512)),
  );
  for (let i = 0; i < blocks; i += 3) process.PyObject_Free(all[i]!);
  return { process, all };
}

const { process: full, all } = heap();
const pool = full.pool(all[1]!)!;
const charts: Record<string, () => Chart> = {
  'arena map': () => arenaMap(full.arenas()),
  'arena map of an empty heap': () => arenaMap(boot().arenas()),
  'arena map of many arenas': () =>
    arenaMap(Array.from({ length: 40 }, (_, i) => ({ ...full.arenas()[0]!, index: i }))),
  'arena map of 3.8': () => arenaMap(heap('3.8').process.arenas()),
  'pool blocks': () => poolBlocks(pool, full.blocks(pool)),
  'pool blocks, 1021 of them': () => {
    const small = boot('3.12');
    const view = small.pool(small.PyObject_Malloc(1))!;
    return poolBlocks(view, small.blocks(view));
  },
  'rounding waste': () => roundingWaste(full.requested()),
  'rounding waste of nothing': () => roundingWaste([]),
  'heap timeline': () =>
    heapTimeline(
      [0, 1, 2].map((step) => ({
        step,
        arenas: step,
        arenaBytes: step * 2 ** 20,
        bytesInUse: step * 1000,
      })),
    ),
  'heap timeline of nothing': () => heapTimeline([]),
};

chartRules(charts);

test('the arena map shows what the heap holds', () => {
  const { data } = arenaMap(full.arenas()).spec as unknown as {
    data: { values: { state: string; used: number; size: number }[] };
  };
  const cells = data.values;
  expect(cells).toHaveLength(full.arenas().reduce((sum, arena) => sum + arena.ntotalpools, 0));
  const stats = full.stats();
  expect(cells.reduce((sum, { used }) => sum + used, 0)).toBe(
    stats.classes.reduce((sum, { blocksInUse }) => sum + blocksInUse, 0),
  );
  const text = arenaMap(full.arenas()).text();
  expect(text.split('\n')[0]).toMatch(/^arena {3}0 {2}[a-zA-F.-]{63,64}$/);
  expect([...text.split('\n')[0]!.slice(11)].filter((c) => c === '.')).toHaveLength(
    cells.slice(0, full.arenas()[0]!.ntotalpools).filter(({ state }) => state === 'untouched')
      .length,
  );
});

test('500 arenas render in under a second of processor time', () => {
  const heap = boot('3.12');
  for (let i = 0; i < 500 * 63 * 31; i++) heap.pymalloc.malloc(512);
  arenaMap(full.arenas()).svg(); // Loads Vega.
  let best = Number.POSITIVE_INFINITY;
  let arenas = heap.arenas();
  let svg = '';
  for (let round = 0; round < 3; round++) {
    const start = process.cpuUsage();
    arenas = heap.arenas();
    svg = arenaMap(arenas).svg();
    best = Math.min(best, process.cpuUsage(start).user / 1000);
  }
  expect(best).toBeLessThan(1000);
  expect(arenas.length).toBeGreaterThanOrEqual(490);
  expect(svg.length).toBeLessThan(500_000);
});

test('free blocks are numbered in the order in which they come back', () => {
  const process = boot('3.12');
  const blocks = Array.from({ length: 10 }, () => process.PyObject_Malloc(28));
  for (const i of [2, 7, 4]) process.PyObject_Free(blocks[i]!);
  const view = process.pool(blocks[0]!)!;
  const order = process.blocks(view).filter((block) => block.order !== undefined);
  const expected = order.sort((a, b) => a.order! - b.order!).map(({ address }) => address);
  expect([
    process.PyObject_Malloc(28),
    process.PyObject_Malloc(28),
    process.PyObject_Malloc(28),
  ]).toEqual(expected.slice(0, 3));
});

test('a table displays as HTML and as text, with its cells escaped', () => {
  const shown = table([{ name: '<b>', bytes: 12345 }]);
  expect(shown.html()).toContain('&lt;b&gt;');
  expect(shown.text()).toBe('name   bytes\n----  ------\n<b>   12,345');
});
