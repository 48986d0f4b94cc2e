import type { TopLevelSpec } from 'vega-lite';
import { Chart } from '../chart';
import { textTable } from '../text-table';
import { COLOURS } from '../theme';
import { type RequestInput, type RequestLayer, type RequestState, sendRequests } from './request';

/** Requests that show where one layer ends and the next begins. */
const SIZES = [16, 100, 512, 513, 4000, 50_000, 131_000, 131_100, 500_000, 2_000_000];

const NAMES: Readonly<Record<RequestLayer, string>> = {
  pymalloc: 'pymalloc: a block in a pool',
  heap: 'malloc: its heap',
  mapping: 'malloc: a mapping of its own',
};

/** Which layer answers requests of these sizes, and of those that the reader began with. */
export function requestChart({ python }: RequestInput, { blocks }: RequestState): Chart {
  const sizes = [...new Set([...SIZES, ...blocks.map(({ bytes }) => bytes)])];
  const rows = sizes
    .sort((a, b) => a - b)
    .map((ask) => {
      const { blocks: made, answer } = sendRequests({ python, moves: [{ ask }] });
      const { layer, takes, bytes } = made[0]!;
      const { mmap, brk } = answer!.calls;
      return { bytes, layer: NAMES[layer], takes, calls: mmap + brk };
    });
  const names = Object.values(NAMES);
  const spec: TopLevelSpec = {
    description: `Which layer answers a request: ${rows.map(({ bytes, layer }) => `${bytes} bytes, ${layer}`).join('; ')}.`,
    title: { text: 'Which layer answers a request of so many bytes' },
    data: { values: rows },
    width: 420,
    height: { step: 36 },
    mark: { type: 'point', filled: true, size: 90, tooltip: true, opacity: 1 },
    encoding: {
      x: {
        field: 'bytes',
        type: 'quantitative',
        scale: { type: 'log' },
        title: 'bytes asked for (each step of the axis is ten times as much)',
        axis: { values: [10, 100, 1000, 10_000, 100_000, 1_000_000], format: '~s', grid: true },
      },
      y: { field: 'layer', type: 'nominal', sort: names, title: null, axis: { labelLimit: 240 } },
      color: {
        field: 'layer',
        type: 'nominal',
        legend: null,
        scale: { domain: names, range: [COLOURS.blue, COLOURS.green, COLOURS.orange] },
      },
    },
  };
  return new Chart(spec, () =>
    textTable(
      rows.map(({ bytes, layer, takes, calls }) => ({
        'bytes asked for': bytes,
        'who answers': layer,
        'bytes taken': takes,
        'system calls': calls,
      })),
    ),
  );
}
