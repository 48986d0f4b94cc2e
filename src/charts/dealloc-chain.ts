import type { TopLevelSpec } from 'vega-lite';
import { hex } from '../memory';
import type { DeallocStep } from '../process';
import { Chart } from './chart';
import { COLOURS, wholeTicks } from './theme';

/** Which object took which with it: nested bars, in the order of the steps. */
export function deallocChain(steps: readonly DeallocStep[]): Chart {
  return new Chart(
    spec(steps),
    () =>
      steps
        .map(
          ({ event, type, address, depth }) =>
            `${'  '.repeat(depth)}${event} ${type} ${hex(address)}`,
        )
        .join('\n') || '(nothing was deallocated)',
  );
}

function spec(steps: readonly DeallocStep[]): TopLevelSpec {
  const open = new Map<number, number>();
  const bars: Record<string, unknown>[] = [];
  const marks: Record<string, unknown>[] = [];
  for (const [i, { event, type, address, depth }] of steps.entries()) {
    if (event === 'dealloc') open.set(address, i);
    else if (event === 'freed') {
      bars.push({
        from: open.get(address) ?? i,
        to: i + 1,
        depth,
        type,
        address: hex(address),
      });
    } else marks.push({ at: i + 0.5, depth: depth - 1, event });
  }
  const depth = Math.max(0, ...steps.map((step) => step.depth)) + 1;
  return {
    description: `${bars.length} objects deallocated, up to ${depth} deep.`,
    title: {
      text: 'A deallocation chain',
      subtitle: 'an object is freed when those inside it are gone',
    },
    width: 480,
    height: Math.max(2, depth) * 34,
    layer: [
      {
        data: { values: bars },
        mark: { type: 'bar', stroke: COLOURS.grey, color: COLOURS.blue, cornerRadius: 3 },
        encoding: {
          x: {
            field: 'from',
            type: 'quantitative',
            title: 'step',
            axis: wholeTicks([0, steps.length]),
          },
          x2: { field: 'to' },
          y: DEPTH,
          tooltip: [{ field: 'type' }, { field: 'address' }],
        },
      },
      {
        data: { values: bars },
        mark: { type: 'text', align: 'left', dx: 4, color: '#000', limit: 90 },
        encoding: { x: { field: 'from', type: 'quantitative' }, y: DEPTH, text: { field: 'type' } },
      },
      ...(marks.length > 0 ? [others(marks)] : []),
    ],
  };
}

/** Where an object was vertically: how deep. */
const DEPTH = {
  field: 'depth',
  type: 'ordinal',
  title: 'depth of deallocation',
  axis: { labelAngle: 0 },
} as const;

type LayerUnit = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

/** What else happened on the way down. */
function others(marks: Record<string, unknown>[]): LayerUnit {
  const events = ['finalize', 'deferred', 'resurrected'];
  return {
    data: { values: marks },
    mark: { type: 'point', filled: true, size: 90, opacity: 1 },
    encoding: {
      x: { field: 'at', type: 'quantitative' },
      y: DEPTH,
      color: {
        field: 'event',
        type: 'nominal',
        title: null,
        scale: { domain: events, range: [COLOURS.orange, COLOURS.grey, COLOURS.green] },
      },
      tooltip: [{ field: 'event' }],
    },
  };
}
