import type { TopLevelSpec } from 'vega-lite';
import { Chart } from '../chart';
import { textTable } from '../text-table';
import { COLOURS } from '../theme';
import { type FolderInput, type FolderRow, type FolderState, openFolder } from './folder';

/** What a row says of whether it counts. */
const SAYS: Readonly<Record<FolderRow['status'], string>> = {
  counted: 'counted',
  again: 'counted above',
  there: 'was there',
  common: 'everybody’s',
};

/** Opens all of an object that fits into a chart, and shows what each part adds. */
export function folderChart(input: FolderInput, start: FolderState): Chart {
  let shown = start;
  for (let opened = 0; shown.rows.length !== opened && shown.rows.length < 30; ) {
    opened = shown.rows.length;
    shown = openFolder({ ...input, opened: shown.rows.map(({ place }) => place) });
  }
  const rows = shown.rows.map(({ depth, label, type, shallow, deep, status }) => ({
    part: `${'\u00a0'.repeat(3 * depth)}${label || shown.name} ${type}`,
    'its own': shallow,
    'with what it holds': deep,
    counts: SAYS[status],
  }));
  const spec: TopLevelSpec = {
    description: `${shown.name}: ${shown.rows[0]?.shallow ?? 0} bytes by getsizeof, ${shown.deep} bytes with all that it holds, each object counted once.`,
    title: {
      text: `${shown.name}: ${shown.deep} bytes with all that it holds`,
      subtitle: 'each bar is what getsizeof says of one object',
    },
    data: { values: rows.map((row, order) => ({ ...row, order })) },
    width: 360,
    height: { step: 18 },
    mark: { type: 'bar', tooltip: true },
    encoding: {
      y: {
        field: 'order',
        type: 'ordinal',
        title: null,
        axis: {
          labelExpr: `${JSON.stringify(rows.map(({ part }) => part))}[datum.value]`,
          labelAlign: 'left',
          labelPadding: 180,
          labelLimit: 180,
        },
      },
      x: { field: 'its own', type: 'quantitative', title: 'bytes (getsizeof)' },
      color: {
        field: 'counts',
        type: 'nominal',
        title: null,
        scale: {
          domain: Object.values(SAYS),
          range: [COLOURS.blue, COLOURS.green, COLOURS.grey, COLOURS.grey],
        },
      },
    },
  };
  return new Chart(spec, () => textTable(rows));
}
