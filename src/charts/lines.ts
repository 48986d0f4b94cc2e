import type { TopLevelSpec } from 'vega-lite';
import { Chart } from './chart';
import { type ChartRow, textTable } from './text-table';
import { PALETTE, wholeTicks } from './theme';

/** How {@link lines} reads the rows. */
export interface LinesOptions {
  /** Above the chart. */
  readonly title: string;
  /** The column of the horizontal axis, and what it counts. */
  readonly x: string;
  /** The columns that are drawn, one line each. */
  readonly values: readonly string[];
  /** What the numbers are: `MiB`, `objects`. */
  readonly unit: string;
}

/**
 * How numbers change from row to row: one line per column.
 * @param options the title, and what the columns are
 */
export function lines(rows: readonly ChartRow[], { title, x, values, unit }: LinesOptions): Chart {
  const points = rows.flatMap((row) =>
    values
      .filter((name) => row[name] !== null && row[name] !== undefined)
      .map((name) => ({ x: Number(row[x]), name, value: Number(row[name]) })),
  );
  const range = (name: string): string => {
    const all = rows.map((row) => Number(row[name]));
    return `${name} from ${Math.min(...all)} to ${Math.max(...all)}`;
  };
  const spec: TopLevelSpec = {
    description: `${title}, ${rows.length} moments: ${values.map(range).join('; ')} ${unit}.`,
    title: { text: title },
    data: { values: points },
    width: 440,
    height: 200,
    mark: { type: 'line', strokeWidth: 2.5, point: rows.length <= 40 },
    encoding: {
      x: {
        field: 'x',
        type: 'quantitative',
        title: x,
        axis: wholeTicks(points.map((point) => point.x)),
      },
      y: {
        field: 'value',
        type: 'quantitative',
        title: unit,
        axis: wholeTicks([0, ...points.map(({ value }) => value)]),
      },
      color: {
        field: 'name',
        type: 'nominal',
        title: null,
        sort: [...values],
        scale: { domain: [...values], range: PALETTE.slice(0, values.length) },
      },
      tooltip: [
        { field: 'x', title: x, format: ',' },
        { field: 'name', title: 'what' },
        { field: 'value', title: unit, format: ',' },
      ],
    },
  };
  return new Chart(spec, () => textTable(rows));
}
