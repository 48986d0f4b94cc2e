import type { TopLevelSpec } from 'vega-lite';
import type { Layer } from '../process';
import { formatBytes } from './bytes';
import { Chart } from './chart';
import { textTable } from './text-table';
import { COLOURS } from './theme';

/** What each layer of a process holds, one bar a layer. */
export function memoryLayers(layers: readonly Layer[]): Chart {
  return new Chart(spec(layers), () =>
    textTable(layers.map(({ layer, bytes }) => ({ layer, bytes, '': formatBytes(bytes) }))),
  );
}

function spec(layers: readonly Layer[]): TopLevelSpec {
  const values = layers.map(({ layer, bytes }) => ({
    layer,
    mebibytes: bytes / 2 ** 20,
    label: formatBytes(bytes),
  }));
  return {
    description: `Memory by layer: ${layers.map(({ layer, bytes }) => `${layer} ${formatBytes(bytes)}`).join(', ')}.`,
    title: {
      text: 'Memory by layer',
      subtitle: 'blocks are in pools, pools in arenas; what was never touched is not resident',
    },
    width: 420,
    height: Math.max(1, layers.length) * 34,
    data: { values },
    encoding: {
      y: { field: 'layer', type: 'nominal', sort: null, title: null },
      x: { field: 'mebibytes', type: 'quantitative', title: 'memory (MiB)' },
    },
    layer: [
      {
        mark: { type: 'bar', color: COLOURS.blue, tooltip: true },
        encoding: { tooltip: [{ field: 'layer' }, { field: 'label', title: 'holds' }] },
      },
      {
        mark: { type: 'text', align: 'left', dx: 5, color: COLOURS.grey },
        encoding: { text: { field: 'label' } },
      },
    ],
  };
}
