import type { TopLevelSpec } from 'vega-lite';
import { Chart } from './chart';
import { type ChartRow, textTable } from './text-table';
import { COLOURS, PALETTE } from './theme';

/** How {@link bars} reads the rows. */
export interface BarsOptions {
  /** Above the chart. */
  readonly title: string;
  /** The column that names the bars. */
  readonly label: string;
  /** The columns of numbers: several are parts of one bar. */
  readonly values: readonly string[];
  /** What the numbers are: `MiB`, `objects`. */
  readonly unit: string;
  /** What the parts are called together. */
  readonly legend?: string;
}

/** One bar per row, in the rows' order, made of the given columns. */
export function bars(rows: readonly ChartRow[], options: BarsOptions): Chart {
  const { title, label, values, unit, legend = 'part' } = options;
  const parts = rows.flatMap((row) =>
    values.map((part, i) => ({
      label: String(row[label]),
      part,
      value: Number(row[part]),
      order: i,
    })),
  );
  const several = values.length > 1;
  const spec: TopLevelSpec = {
    description: `${title}: ${rows.map((row) => `${row[label]} ${values.map((part) => `${several ? `${part} ` : ''}${row[part]}`).join(', ')} ${unit}`).join('; ')}.`,
    title: { text: title },
    data: { values: parts },
    width: 420,
    height: { step: 28 },
    encoding: {
      y: { field: 'label', type: 'nominal', sort: null, title: null, axis: { labelLimit: 240 } },
      x: { field: 'value', type: 'quantitative', title: unit },
    },
    layer: [
      {
        mark: { type: 'bar', tooltip: true },
        encoding: {
          color: several
            ? {
                field: 'part',
                type: 'nominal',
                title: legend,
                sort: [...values],
                scale: { domain: [...values], range: PALETTE.slice(0, values.length) },
              }
            : { value: COLOURS.blue },
          order: { field: 'order' },
          tooltip: [
            { field: 'label', title: label },
            ...(several ? [{ field: 'part', title: legend } as const] : []),
            { field: 'value', title: unit, format: ',' },
          ],
        },
      },
      // The number at the end of a bar that is one piece.
      ...(several
        ? []
        : [
            {
              mark: { type: 'text', align: 'left', dx: 5, color: COLOURS.grey } as const,
              encoding: { text: { field: 'value', format: ',.4~r' } } as const,
            },
          ]),
    ],
  };
  return new Chart(spec, () => textTable(rows));
}
