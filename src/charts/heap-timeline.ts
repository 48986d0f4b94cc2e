import type { TopLevelSpec } from 'vega-lite';
import { Chart } from './chart';
import { textTable } from './text-table';
import { COLOURS, wholeTicks } from './theme';

/** The heap at one moment of a run. Bytes, unless named otherwise. */
export interface HeapSample {
  /** Operations done so far: the horizontal axis. */
  readonly step: number;
  /** How many arenas there are. */
  readonly arenas: number;
  /** All arenas together. */
  readonly arenaBytes: number;
  /** The blocks in use in them. */
  readonly bytesInUse: number;
}

/** Arenas and bytes over time: what the heap holds against what is in use. */
export function heapTimeline(samples: readonly HeapSample[]): Chart {
  return new Chart(spec(samples), () =>
    textTable(
      samples.map((sample) => ({
        step: sample.step,
        arenas: sample.arenas,
        'arena bytes': sample.arenaBytes,
        'bytes in use': sample.bytesInUse,
      })),
    ),
  );
}

const NOTHING: HeapSample = { step: 0, arenas: 0, arenaBytes: 0, bytesInUse: 0 };

function spec(given: readonly HeapSample[]): TopLevelSpec {
  // Axes need a value to have a domain.
  const samples = given.length > 0 ? given : [NOTHING];
  const bytes = samples.flatMap((sample) => [
    { step: sample.step, kind: 'held in arenas', mebibytes: sample.arenaBytes / 2 ** 20 },
    { step: sample.step, kind: 'in use', mebibytes: sample.bytesInUse / 2 ** 20 },
  ]);
  const last = samples.at(-1);
  const peak = Math.max(0, ...samples.map((sample) => sample.arenas));
  const x = { field: 'step', type: 'quantitative' as const, title: 'operations' };
  return {
    description:
      `Heap over ${last?.step ?? 0} operations: at most ${peak} arenas, at the end ${last?.arenas ?? 0} ` +
      `with ${((last?.bytesInUse ?? 0) / 2 ** 20).toFixed(1)} MiB in use.`,
    title: { text: 'The heap over time' },
    vconcat: [
      {
        width: 440,
        height: 180,
        data: { values: bytes },
        mark: { type: 'line', interpolate: 'step-after', strokeWidth: 2.5, tooltip: true },
        encoding: {
          x: { ...x, title: null },
          y: { field: 'mebibytes', type: 'quantitative', title: 'memory (MiB)' },
          color: {
            field: 'kind',
            type: 'nominal',
            title: 'bytes',
            scale: { domain: ['held in arenas', 'in use'], range: [COLOURS.orange, COLOURS.blue] },
          },
          tooltip: [
            { field: 'step', title: 'operations', format: ',' },
            { field: 'kind', title: 'bytes' },
            { field: 'mebibytes', title: 'MiB', format: '.2f' },
          ],
        },
      },
      {
        width: 440,
        height: 90,
        data: { values: samples.map(({ step, arenas }) => ({ step, arenas })) },
        mark: { type: 'area', interpolate: 'step-after', color: COLOURS.green, opacity: 0.7 },
        encoding: {
          x,
          y: {
            field: 'arenas',
            type: 'quantitative',
            title: 'arenas',
            axis: wholeTicks([0, ...samples.map((each) => each.arenas)]),
          },
          tooltip: [
            { field: 'step', title: 'operations', format: ',' },
            { field: 'arenas', title: 'arenas' },
          ],
        },
      },
    ],
  };
}
