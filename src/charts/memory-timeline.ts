import type { TopLevelSpec } from 'vega-lite';
import type { MemorySample } from '../process';
import { Chart } from './chart';
import { textTable } from './text-table';
import { COLOURS } from './theme';

const NOTHING: MemorySample = { step: 0, rss: 0, live: 0, arenas: 0, pinned: 0 };

/** RSS against live bytes over time, and the arenas that a few blocks keep from being given back. */
export function memoryTimeline(given: readonly MemorySample[]): Chart {
  const samples = given.length > 0 ? given : [NOTHING];
  return new Chart(spec(samples), () =>
    textTable(
      samples.map(({ step, rss, live, arenas, pinned }) => ({ step, rss, live, arenas, pinned })),
    ),
  );
}

function spec(samples: readonly MemorySample[]): TopLevelSpec {
  const memory = samples.flatMap(({ step, rss, live }) => [
    { step, kind: 'resident (RSS)', mebibytes: rss / 2 ** 20 },
    { step, kind: 'in live blocks', mebibytes: live / 2 ** 20 },
  ]);
  const arenas = samples.flatMap(({ step, arenas: all, pinned }) => [
    { step, kind: 'pinned', arenas: pinned },
    { step, kind: 'well used', arenas: all - pinned },
  ]);
  const last = samples.at(-1)!;
  const x = { field: 'step', type: 'quantitative' as const, title: 'operations' };
  return {
    description:
      `At the end ${(last.rss / 2 ** 20).toFixed(1)} MiB resident, ${(last.live / 2 ** 20).toFixed(1)} MiB live, ` +
      `${last.pinned} of ${last.arenas} arenas pinned.`,
    title: { text: 'What stays resident', subtitle: 'a pinned arena is less than a tenth in use' },
    vconcat: [
      {
        width: 440,
        height: 170,
        data: { values: memory },
        mark: { type: 'line', strokeWidth: 2.5, tooltip: true },
        encoding: {
          x: { ...x, title: null },
          y: { field: 'mebibytes', type: 'quantitative', title: 'memory (MiB)' },
          color: {
            field: 'kind',
            type: 'nominal',
            title: 'bytes',
            scale: {
              domain: ['resident (RSS)', 'in live blocks'],
              range: [COLOURS.orange, COLOURS.blue],
            },
          },
        },
      },
      {
        width: 440,
        height: 90,
        data: { values: arenas },
        mark: { type: 'area', interpolate: 'step-after', tooltip: true },
        encoding: {
          x,
          y: { field: 'arenas', type: 'quantitative', title: 'arenas', stack: 'zero' },
          color: {
            field: 'kind',
            type: 'nominal',
            title: 'arenas',
            scale: { domain: ['pinned', 'well used'], range: [COLOURS.vermilion, COLOURS.green] },
          },
        },
      },
    ],
    resolve: { scale: { color: 'independent' } },
  };
}
