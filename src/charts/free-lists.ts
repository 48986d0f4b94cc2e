import type { TopLevelSpec } from 'vega-lite';
import { hex } from '../memory';
import type { FreeListView } from '../objects';
import { Chart } from './chart';
import { textTable } from './text-table';
import { COLOURS } from './theme';

function label({ name, length }: FreeListView): string {
  return length === undefined ? name : `${name} of ${length}`;
}

/** How full each free list is, against its capacity. Lists that are empty are left out of the picture. */
export function freeLists(views: readonly FreeListView[]): Chart {
  return new Chart(spec(views), () =>
    textTable(
      views.map((view) => ({
        list: label(view),
        kept: view.addresses.length,
        capacity: view.capacity,
        next: view.addresses.length > 0 ? hex(view.addresses[0]!) : '',
      })),
    ),
  );
}

function spec(views: readonly FreeListView[]): TopLevelSpec {
  const shown = views.filter(({ addresses }) => addresses.length > 0);
  const values = shown.map((view) => ({
    list: label(view),
    share: view.addresses.length / view.capacity,
    kept: `${view.addresses.length} of ${view.capacity}`,
  }));
  return {
    description: `Free lists: ${values.map(({ list, kept }) => `${list} ${kept}`).join(', ') || 'all empty'}.`,
    title: {
      text: 'Free lists',
      subtitle:
        shown.length === 0
          ? 'all of them are empty'
          : 'dead objects kept for the next of their type',
    },
    width: 360,
    height: Math.max(1, shown.length) * 24,
    data: { values },
    encoding: {
      y: { field: 'list', type: 'nominal', sort: null, title: null },
      x: {
        field: 'share',
        type: 'quantitative',
        title: 'how full',
        scale: { domain: [0, 1] },
        axis: { format: '%' },
      },
    },
    layer: [
      { mark: { type: 'bar', color: COLOURS.orange } },
      {
        mark: { type: 'text', align: 'left', dx: 5, color: COLOURS.grey },
        encoding: { text: { field: 'kept' } },
      },
    ],
  };
}
