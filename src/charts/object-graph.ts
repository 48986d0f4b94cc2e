import { Graph, layout } from '@dagrejs/dagre';
import type { TopLevelSpec } from 'vega-lite';
import { hex } from '../memory';
import type { ObjectGraph } from '../process';
import { Chart } from './chart';
import { textTable } from './text-table';
import { COLOURS } from './theme';

const WIDTH = 92;
const HEIGHT = 38;

/** What is written into the boxes of {@link objectGraph}. */
export interface ObjectGraphOptions {
  /** Names of objects, by address; others have their type. */
  readonly names?: Readonly<Record<number, string>>;
}

/** Objects with their reference counts, and an arrow for each reference. */
export function objectGraph(graph: ObjectGraph, { names = {} }: ObjectGraphOptions = {}): Chart {
  return new Chart(spec(graph, names), () =>
    textTable(
      graph.nodes.map(({ address, type, refcount }) => ({
        object: `${names[address] ?? type} ${hex(address)}`,
        refcount,
        'refers to': graph.edges
          .filter(({ from }) => from === address)
          .map(({ to }) => hex(to))
          .join(', '),
      })),
    ),
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function layOut(graph: ObjectGraph) {
  const g = new Graph({ multigraph: true });
  g.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 46, marginx: 10, marginy: 10 });
  g.setDefaultEdgeLabel(() => ({}));
  for (const { address } of graph.nodes)
    g.setNode(String(address), { width: WIDTH, height: HEIGHT });
  for (const [i, { from, to }] of graph.edges.entries()) {
    g.setEdge(String(from), String(to), {}, String(i));
  }
  layout(g);
  const lines = g.edges().map((edge) => (g.edge(edge) as { points: Place[] }).points);
  const { width = WIDTH, height = HEIGHT } = g.graph() as { width?: number; height?: number };
  return { place: (address: number) => g.node(String(address)) as Place, lines, width, height };
}

function spec(graph: ObjectGraph, names: Readonly<Record<number, string>>): TopLevelSpec {
  const { place, lines, width, height } = layOut(graph);
  const boxes = graph.nodes.map(({ address, type, refcount, root }) => {
    const { x, y } = place(address);
    return {
      x: x - WIDTH / 2,
      x2: x + WIDTH / 2,
      y: y - HEIGHT / 2,
      y2: y + HEIGHT / 2,
      cx: x,
      cy: y,
      kind: root ? 'start' : 'reached',
      name: names[address] ?? type,
      count: refcount > 2 ** 31 ? 'immortal' : `refcount ${refcount}`,
      address: hex(address),
    };
  });
  const points = lines.flatMap((line, id) => line.map(({ x, y }, order) => ({ id, order, x, y })));
  const heads = lines.map((line) => {
    const [before, tip] = [line.at(-2)!, line.at(-1)!];
    return {
      x: tip.x,
      y: tip.y,
      angle: 90 + (Math.atan2(tip.y - before.y, tip.x - before.x) * 180) / Math.PI,
    };
  });
  const x = {
    field: 'x',
    type: 'quantitative' as const,
    axis: null,
    scale: { domain: [0, width] },
  };
  const y = {
    field: 'y',
    type: 'quantitative' as const,
    axis: null,
    scale: { domain: [0, height], reverse: true },
  };
  return {
    description: `${graph.nodes.length} objects with ${graph.edges.length} references between them.`,
    title: { text: 'Who refers to whom' },
    width,
    height,
    layer: [
      {
        data: { values: points },
        mark: { type: 'line', color: COLOURS.grey, strokeWidth: 1.5, interpolate: 'basis' },
        encoding: { x, y, detail: { field: 'id' }, order: { field: 'order' } },
      },
      {
        data: { values: heads },
        mark: {
          type: 'point',
          shape: 'triangle-up',
          filled: true,
          size: 60,
          color: COLOURS.grey,
          opacity: 1,
        },
        encoding: { x, y, angle: { field: 'angle', type: 'quantitative', scale: null } },
      },
      {
        data: { values: boxes },
        mark: { type: 'rect', cornerRadius: 5, stroke: COLOURS.grey },
        encoding: {
          x,
          x2: { field: 'x2' },
          y,
          y2: { field: 'y2' },
          color: {
            field: 'kind',
            type: 'nominal',
            title: null,
            scale: { domain: ['start', 'reached'], range: [COLOURS.orange, COLOURS.blue] },
          },
          tooltip: [
            { field: 'name', title: 'type' },
            { field: 'address' },
            { field: 'count', title: 'references' },
          ],
        },
      },
      {
        data: { values: boxes },
        mark: { type: 'text', dy: -7, color: '#000', fontWeight: 'bold' },
        encoding: { x: { ...x, field: 'cx' }, y: { ...y, field: 'cy' }, text: { field: 'name' } },
      },
      {
        data: { values: boxes },
        mark: { type: 'text', dy: 8, color: '#000', fontSize: 10 },
        encoding: { x: { ...x, field: 'cx' }, y: { ...y, field: 'cy' }, text: { field: 'count' } },
      },
    ],
  };
}
