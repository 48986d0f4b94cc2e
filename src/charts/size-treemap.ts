import type { TopLevelSpec } from 'vega-lite';
import { hex } from '../memory';
import type { DeepSize } from '../process';
import { formatBytes } from './bytes';
import { Chart } from './chart';
import { COLOURS } from './theme';
import { layOutTreemap, type TreeRow } from './vega-layout';

const SIZE = [560, 360] as const;
/** Rectangles at most: what is smaller is shown together. */
const MOST = 400;

/** What an object holds, inside one another: the shallow size is the part that is its own. */
export function sizeTreemap(root: DeepSize): Chart {
  return new Chart(spec(root), () => lines(root, 0, []).join('\n'));
}

function lines(node: DeepSize, depth: number, out: string[]): string[] {
  if (out.length < 60) {
    out.push(
      `${'  '.repeat(depth)}${node.type} ${formatBytes(node.deep)}, ${formatBytes(node.shallow)} its own`,
    );
    for (const child of largest(node)) lines(child, depth + 1, out);
    if (out.length === 60) out.push('…');
  }
  return out;
}

function largest(node: DeepSize): DeepSize[] {
  return [...node.children].sort((a, b) => b.deep - a.deep);
}

interface Row extends TreeRow {
  readonly node: DeepSize | undefined;
  readonly what: string;
}

/** Breadth first, so that the outer objects are there when the limit is reached. */
function rowsOf(root: DeepSize): Row[] {
  const rows: Row[] = [];
  const queue: [DeepSize, number | null][] = [[root, null]];
  for (let i = 0; i < queue.length; i++) {
    const [node, parent] = queue[i]!;
    const id = rows.length;
    const open = node.children.length > 0 && queue.length + node.children.length <= MOST;
    rows.push({
      id,
      parent,
      size: open ? 0 : node.deep,
      node,
      what: open ? 'holds others' : 'leaf',
    });
    if (!open) continue;
    rows.push({ id: id + 1, parent: id, size: node.shallow, node, what: 'its own bytes' });
    for (const child of largest(node)) queue.push([child, id]);
  }
  return rows;
}

function spec(root: DeepSize): TopLevelSpec {
  const rows = rowsOf(root);
  const values = layOutTreemap(rows, SIZE).map(({ id, x0, x1, y0, y1, depth }) => {
    const { node, what } = rows[id]!;
    const wide = x1 - x0 > 44;
    return {
      x: x0,
      x2: x1,
      y: y0,
      y2: y1,
      what,
      depth,
      type: node!.type,
      address: hex(node!.address),
      deep: formatBytes(node!.deep),
      shallow: formatBytes(node!.shallow),
      label: wide && what === 'holds others' ? `${node!.type} ${formatBytes(node!.deep)}` : '',
      limit: x1 - x0 - 6,
    };
  });
  const x = {
    field: 'x',
    type: 'quantitative' as const,
    axis: null,
    scale: { domain: [0, SIZE[0]] },
  };
  const y = {
    field: 'y',
    type: 'quantitative' as const,
    axis: null,
    scale: { domain: [0, SIZE[1]], reverse: true },
  };
  return {
    description: `${root.type}: ${formatBytes(root.shallow)} shallow, ${formatBytes(root.deep)} deep.`,
    title: {
      text: `${root.type}: ${formatBytes(root.deep)} deep, ${formatBytes(root.shallow)} shallow`,
      subtitle: 'sys.getsizeof of an object is one orange part, or one blue',
    },
    width: SIZE[0],
    height: SIZE[1],
    data: { values },
    layer: [
      {
        mark: { type: 'rect', stroke: COLOURS.grey, strokeWidth: 0.6 },
        encoding: {
          x,
          x2: { field: 'x2' },
          y,
          y2: { field: 'y2' },
          color: {
            field: 'what',
            type: 'nominal',
            title: null,
            scale: {
              domain: ['holds others', 'its own bytes', 'leaf'],
              range: ['transparent', COLOURS.orange, COLOURS.blue],
            },
          },
          tooltip: [
            { field: 'type' },
            { field: 'address' },
            { field: 'shallow', title: 'its own' },
            { field: 'deep', title: 'with what it holds' },
          ],
        },
      },
      {
        transform: [{ filter: "datum.label !== ''" }],
        mark: {
          type: 'text',
          align: 'left',
          baseline: 'top',
          dx: 3,
          dy: 2,
          fontSize: 10,
          color: COLOURS.grey,
          limit: 150,
        },
        encoding: { x, y, text: { field: 'label' } },
      },
    ],
  };
}
