import type { TopLevelSpec } from 'vega-lite';
import { formatBytes } from '../bytes';
import { Chart } from '../chart';
import { textTable } from '../text-table';
import { COLOURS } from '../theme';
import { flame } from '../tracemalloc';
import type { TracedInput, TracedState } from './traced';

/** A line as it is indented: a picture would drop the spaces. */
const kept = (text: string): string =>
  text.replace(/^ +/, (spaces) => '\u00a0'.repeat(spaces.length));

/** One moment of a traced run: its lines with what they hold, and the flame of the calls that led there. */
export function tracedChart({ lines, step }: TracedInput, shown: TracedState): Chart {
  const held = new Map(shown.lines.map((each) => [each.line, each]));
  const rows = lines.map((text, i) => {
    const { bytes = 0, blocks = 0 } = held.get(i + 1) ?? {};
    return { line: `${i + 1}  ${kept(text)}`, bytes, blocks };
  });
  const { description, title, data, width, height, layer } = flame(shown.calls, ({ line }) =>
    line === 0 ? 'all' : `line ${line}`,
  );
  const ran = shown.steps[step]!.line;
  const spec = {
    description: `After line ${ran}: ${formatBytes(shown.now)} are traced. ${description}`,
    vconcat: [
      {
        title: {
          text: `After ${step} lines: ${formatBytes(shown.now)} traced`,
          subtitle: 'bytes in blocks, by the line that made them',
        },
        data: { values: rows },
        width: 300,
        height: { step: 18 },
        mark: { type: 'bar', color: COLOURS.blue, tooltip: true },
        encoding: {
          y: {
            field: 'line',
            type: 'nominal',
            sort: null,
            title: null,
            axis: {
              labelFont: 'monospace',
              labelAlign: 'left',
              labelPadding: 330,
              labelLimit: 330,
            },
          },
          x: { field: 'bytes', type: 'quantitative', title: 'bytes' },
        },
      },
      { title, data, width, height, layer },
    ],
  };
  return new Chart(spec as unknown as TopLevelSpec, () =>
    textTable(
      rows
        .filter(({ blocks }) => blocks !== 0)
        .map(({ line, bytes, blocks }) => ({ line, bytes, blocks })),
    ),
  );
}
