import type { TopLevelSpec } from 'vega-lite';
import type { LineStep } from '../python';
import { Chart } from './chart';
import { textTable } from './text-table';
import { COLOURS } from './theme';

/** Programs of more lines are not shown whole. */
const MOST_LINES = 20;

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** What `stepChart` shows first. */
export interface StepChartOptions {
  /** The line to begin with, from 1; the last one when left out. */
  readonly shown?: number;
}

/** A run of Python line by line: bytes in blocks after each, with a slider over the lines. */
export function stepChart(
  steps: readonly LineStep[],
  { shown: first = steps.length }: StepChartOptions = {},
): Chart {
  const last = Math.max(1, steps.length);
  const rows = steps.map((step) => ({
    step: step.step,
    line: `${step.lineno}: ${step.text}`,
    total: step.total,
    bytes: step.bytes,
    allocated: step.allocated,
    freed: step.freed,
    counts: Object.entries(step.refcounts)
      .map(([name, count]) => `${name}: ${count ?? 'gone'}`)
      .join(', '),
  }));
  // The program with the line of each step marked; a long one only the line itself.
  const program = [...new Map(steps.map((step) => [step.lineno, step.text]))].sort(
    ([a], [b]) => a - b,
  );
  const isWhole = program.length <= MOST_LINES;
  const listing = steps.flatMap((step) =>
    program
      .map(([lineno, text]) => ({ lineno, text, here: lineno === step.lineno }))
      .filter(({ here }) => here || isWhole)
      .map(({ lineno, text, here }, row) => ({
        step: step.step,
        row,
        here,
        text: `${here ? '>' : ' '} ${lineno}: ${text}`,
      })),
  );
  const listed = isWhole ? program.length : 1;
  const peak = Math.max(0, ...rows.map(({ total }) => total));
  const shown = { field: 'step', equal: { expr: 'shown' } };
  const spec = {
    description: `${rows.length} lines ran; at most ${peak} bytes in blocks of theirs, ${rows.at(-1)?.total ?? 0} at the end.`,
    title: { text: 'Line by line', subtitle: 'move the slider to a line' },
    params: [
      {
        name: 'shown',
        value: Math.max(1, first),
        bind: { input: 'range', min: 1, max: last, step: 1, name: 'line that ran: ' },
      },
    ],
    data: { values: rows },
    vconcat: [
      {
        width: 440,
        height: listed * 18,
        data: { values: listing },
        transform: [{ filter: shown }],
        mark: { type: 'text', align: 'left', fontSize: 13, font: 'monospace', limit: 440 },
        encoding: {
          x: { value: 0 },
          y: { field: 'row', type: 'ordinal', axis: null, scale: { domain: range(listed) } },
          text: { field: 'text' },
          color: { condition: { test: 'datum.here', value: COLOURS.blue }, value: COLOURS.grey },
        },
      },
      {
        width: 440,
        height: 20,
        transform: [
          { filter: shown },
          {
            calculate:
              "'allocated ' + datum.allocated + ', freed ' + datum.freed + ', ' + format(datum.total, ',') + ' bytes now' + (datum.counts ? '; counts: ' + datum.counts : '')",
            as: 'says',
          },
        ],
        mark: { type: 'text', align: 'left', fontSize: 12, color: COLOURS.grey },
        encoding: { x: { value: 0 }, text: { field: 'says' } },
      },
      {
        width: 440,
        height: 170,
        layer: [
          {
            mark: { type: 'bar', color: COLOURS.blue },
            encoding: {
              x: {
                field: 'step',
                type: 'ordinal',
                title: 'lines that ran',
                axis: { labelOverlap: true, labelAngle: 0 },
              },
              y: { field: 'total', type: 'quantitative', title: 'bytes in blocks' },
              opacity: { condition: { test: 'datum.step <= shown', value: 0.85 }, value: 0.2 },
              tooltip: [
                { field: 'step' },
                { field: 'line' },
                { field: 'bytes', title: 'bytes by this line' },
                { field: 'allocated' },
                { field: 'freed' },
                { field: 'counts', title: 'reference counts' },
              ],
            },
          },
          {
            transform: [{ filter: shown }],
            mark: { type: 'bar', color: COLOURS.orange },
            encoding: {
              x: { field: 'step', type: 'ordinal' },
              y: { field: 'total', type: 'quantitative' },
            },
          },
        ],
      },
    ],
  };
  return new Chart(spec as TopLevelSpec, () =>
    textTable(
      rows.map(({ step, line, bytes, total, counts }) => ({ step, line, bytes, total, counts })),
    ),
  );
}
