import type { TopLevelSpec } from 'vega-lite';
import { Chart } from './chart';
import { FIGURE_MIME } from './mime';
import { objectGraph } from './object-graph';
import { poolChart } from './pool-chart';
import { textTable } from './text-table';
import { COLOURS } from './theme';
import { diagnosisChart } from './touch/diagnosis-chart';
import { folderChart } from './touch/folder-chart';
import { forkChart } from './touch/fork-chart';
import { freeListChart } from './touch/freelist-chart';
import { type LayersInput, type LayersState, measureLayers } from './touch/layers';
import { type FigureName, type Figures, measureFigure } from './touch/measure';
import type { GraphPhase, ReferencesState } from './touch/references';
import { requestChart } from './touch/request-chart';
import { sizesChart } from './touch/sizes-chart';
import type { SurvivorsState } from './touch/survivors';
import { tracedChart } from './touch/traced-chart';

const MIB = 2 ** 20;

/**
 * A figure that its reader drives, as a cell's last value. On a page it answers to clicks and keys, by the simulator;
 * elsewhere it is a chart of its start, with a table as its text.
 * @param name `layers` (drag how many ints), `pool` (allocate and free in it), `references` (draw and cut
 * references), `collection` (collect them, step by step), `survivors` (free them until an arena goes back), `request`
 * (send requests, watch which layer answers), `fork` (touch pages in a forked child, and collect), `traced` (go through a run,
 * see what is traced by line and by call), `folder` (open an object like a folder, and add up), `freelist` (make and
 * free objects of a type, watch their free list), `diagnosis` (ask a service where its memory is), `sizes` (one object on
 * all versions)
 * @param input where it begins: `{ python: '3.12', n: 1000 }`
 */
export function figure<N extends FigureName>(name: N, input: Figures[N]['input']): Chart {
  const shown = measureFigure(name, input);
  const data = { figure: name, input, shown };
  return CHARTS[name](input, shown).alsoAs(FIGURE_MIME, data);
}

const CHARTS: {
  readonly [N in FigureName]: (input: Figures[N]['input'], shown: Figures[N]['shown']) => Chart;
} = {
  layers: layersChart,
  pool: (_, shown) => poolChart(shown),
  references: (_, shown) => graphChart(shown),
  collection: (_, shown) => phasesChart(shown),
  survivors: (_, shown) => survivorsChart(shown),
  request: requestChart,
  fork: forkChart,
  traced: tracedChart,
  folder: folderChart,
  freelist: freeListChart,
  diagnosis: diagnosisChart,
  sizes: (_, shown) => sizesChart(shown),
};

/** What a chart shows beside the number that was asked for. */
const SIZES = [1000, 10_000, 100_000, 1_000_000];

function partsOf({ rss, start, references, blocks, arenas }: LayersState): Record<string, number> {
  const rest = arenas - blocks;
  return {
    interpreter: start,
    references,
    'blocks of ints': blocks,
    'rest of the arenas': Math.max(0, rest),
    resident: rss,
  };
}

function layersChart({ python }: LayersInput, shown: LayersState): Chart {
  const states = [
    ...SIZES.filter((n) => n !== shown.n).map((n) => measureLayers({ python, n })),
    shown,
  ].sort((a, b) => a.n - b.n);
  const rows = states.map((state) => ({ ints: state.n, ...partsOf(state) }));
  const names = Object.keys(partsOf(shown)).filter((name) => name !== 'resident');
  const values = rows.flatMap((row) =>
    names.map((part, order) => ({
      ints: row.ints.toLocaleString('en-US'),
      part,
      order,
      MiB: (row as Record<string, number>)[part]! / MIB,
    })),
  );
  const spec: TopLevelSpec = {
    description: `Shares of the resident memory for lists of ${rows.map(({ ints }) => ints).join(', ')} ints.`,
    title: { text: 'Who holds the memory, for more and more ints' },
    data: { values },
    width: 420,
    height: { step: 28 },
    mark: { type: 'bar', tooltip: true },
    encoding: {
      y: { field: 'ints', type: 'nominal', sort: null, title: 'ints' },
      x: {
        field: 'MiB',
        type: 'quantitative',
        stack: 'normalize',
        title: 'share of resident memory',
        axis: { format: '.0%' },
      },
      color: {
        field: 'part',
        type: 'nominal',
        title: 'part',
        scale: {
          domain: names,
          range: [COLOURS.grey, COLOURS.green, COLOURS.blue, COLOURS.orange],
        },
      },
      order: { field: 'order' },
    },
  };
  const inMib = (bytes: number): number => Math.round((bytes / MIB) * 10) / 10;
  return new Chart(spec, () =>
    textTable(
      rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([key, value]) =>
            key === 'ints' ? [key, value] : [`${key}, MiB`, inMib(value)],
          ),
        ),
      ),
    ),
  );
}

function graphChart({ objects, names }: ReferencesState): Chart {
  const alive = objects.filter(({ refcount }) => refcount !== undefined);
  const at = new Map(alive.map(({ label }, i) => [label, i + 1]));
  const { spec } = objectGraph({
    nodes: alive.map(({ label, refcount }) => ({
      address: at.get(label)!,
      type: label,
      refcount: refcount!,
      root: Object.values(names).includes(label),
    })),
    edges: alive.flatMap(({ label, holds }) =>
      holds.map((to) => ({ from: at.get(label)!, to: at.get(to)! })),
    ),
  });
  return new Chart(spec, () =>
    textTable(
      objects.map(({ label, refcount, holds }) => ({
        list: label,
        references: refcount ?? 'freed',
        holds: holds.join(', '),
        name: label in names ? 'yes' : 'no',
      })),
    ),
  );
}

/** What each phase did, as the heading over its column. */
const PHASES: Readonly<Record<GraphPhase['phase'], string>> = {
  'refs-copied': '1 copy',
  'refs-subtracted': '2 subtract',
  'unreachable-moved': '3 sort out',
  cleared: '4 clear',
};

function phasesChart({ objects, phases }: ReferencesState): Chart {
  const alive = objects.filter(({ refcount }) => refcount !== undefined);
  const cells = phases.flatMap(({ phase, copies, unreachable }) =>
    alive
      .filter(({ label }) => label in copies)
      .map(({ label }) => ({
        list: label,
        phase: PHASES[phase],
        count: copies[label] ?? '',
        kind: unreachable.includes(label) ? 'unreachable' : 'not yet',
      })),
  );
  const spec: TopLevelSpec = {
    description: `A collection of ${alive.length} lists: each one's copy of its count, phase by phase.`,
    title: { text: 'A collection, phase by phase', subtitle: 'numbers: what is left of the count' },
    data: { values: cells },
    width: { step: 96 },
    height: { step: 26 },
    encoding: {
      x: {
        field: 'phase',
        type: 'nominal',
        sort: Object.values(PHASES),
        title: null,
        axis: { orient: 'top', labelAngle: 0 },
      },
      y: { field: 'list', type: 'nominal', title: null },
    },
    layer: [
      {
        mark: { type: 'rect', stroke: COLOURS.grey, cornerRadius: 3 },
        encoding: {
          color: {
            field: 'kind',
            type: 'nominal',
            title: null,
            scale: {
              domain: ['not yet', 'unreachable'],
              range: [COLOURS.blue, COLOURS.orange],
            },
          },
        },
      },
      { mark: { type: 'text', color: '#000' }, encoding: { text: { field: 'count' } } },
    ],
  };
  return new Chart(spec, () =>
    textTable(
      alive.map(({ label }) => ({
        list: label,
        ...Object.fromEntries(
          phases.map(({ phase, copies, unreachable }) => [
            PHASES[phase],
            unreachable.includes(label) ? 'unreachable' : (copies[label] ?? ''),
          ]),
        ),
      })),
    ),
  );
}

function survivorsChart({ arenas, now }: SurvivorsState): Chart {
  const name = (i: number): string => `arena ${i + 1}`;
  const rows = arenas.map(({ survivors, returned }, i) => ({
    arena: name(i),
    survivors: survivors.length,
    'given back': returned ? 'yes' : 'no',
  }));
  const spec: TopLevelSpec = {
    description: `${arenas.length} arenas of the peak, with the survivors in each: ${rows.map((row) => row.survivors).join(', ')}. ${(now / MIB).toFixed(1)} MiB are held.`,
    title: { text: 'Who keeps which arena', subtitle: 'one cell a pool; orange: a survivor' },
    data: {
      values: arenas.flatMap(({ pools, survivors }, i) =>
        pools.map((use, pool) => ({
          arena: name(i),
          pool,
          use: survivors.some((each) => each.pool === pool)
            ? 'survivor'
            : use === 'untouched'
              ? 'untouched'
              : use === 'free'
                ? 'free'
                : 'used',
        })),
      ),
    },
    width: 440,
    height: { step: 22 },
    mark: { type: 'rect', stroke: COLOURS.grey, strokeWidth: 0.5 },
    encoding: {
      x: { field: 'pool', type: 'ordinal', title: 'pool (index)', axis: { labelOverlap: true } },
      y: { field: 'arena', type: 'ordinal', sort: null, title: null },
      color: {
        field: 'use',
        type: 'nominal',
        title: 'pool',
        scale: {
          domain: ['used', 'survivor', 'free', 'untouched'],
          range: [COLOURS.blue, COLOURS.orange, COLOURS.green, 'transparent'],
        },
      },
    },
  };
  return new Chart(spec, () => textTable(rows));
}
