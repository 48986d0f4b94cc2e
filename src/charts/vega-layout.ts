/** What Vega gives back of a laid-out tree. */
export interface PlacedNode {
  readonly id: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly depth: number;
}

export interface TreeRow {
  readonly id: number;
  readonly parent: number | null;
  /** Of leaves, or what a node has on its own. */
  readonly size: number;
}

/** Lays a tree out with Vega's own treemap. Vega-Lite has none, so the places go into the spec as data. */
export function layOutTreemap(
  rows: readonly TreeRow[],
  [width, height]: readonly [number, number],
): PlacedNode[] {
  const vega = require('vega') as typeof import('vega');
  const transform = {
    type: 'treemap',
    field: 'size',
    size: [width, height],
    paddingInner: 2,
    paddingOuter: 3,
    paddingTop: 14,
    round: true,
  };
  const view = new vega.View(
    vega.parse({
      data: [
        {
          name: 'tree',
          values: rows.map((row) => ({ ...row })),
          transform: [{ type: 'stratify', key: 'id', parentKey: 'parent' }, transform],
        },
      ],
    } as Parameters<typeof vega.parse>[0]),
    { renderer: 'none', logLevel: vega.Error },
  );
  view.run();
  const placed = view.data('tree') as PlacedNode[];
  view.finalize();
  return placed;
}
