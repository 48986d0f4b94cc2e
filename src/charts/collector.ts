import type { TopLevelSpec } from 'vega-lite';
import type { PhaseView } from '../gc';
import { hex } from '../memory';
import { Chart } from './chart';
import { textTable } from './text-table';
import { COLOURS, wholeTicks } from './theme';

/** Objects in each generation at one moment. */
export interface GenerationSample {
  /** `before`, `after collect(0)` … */
  readonly when: string;
  /** Tracked objects in generations 0, 1, 2 and the permanent one. */
  readonly objects: readonly number[];
}

const NAMES = ['generation 0', 'generation 1', 'generation 2', 'permanent'];

/** Tracked objects per generation, moment by moment. */
export function generations(samples: readonly GenerationSample[]): Chart {
  const rows = samples.flatMap(({ when, objects }) =>
    objects.map((count, i) => ({ when, generation: NAMES[i]!, objects: count })),
  );
  const spec: TopLevelSpec = {
    description: `Tracked objects per generation: ${samples.map(({ when, objects }) => `${when} ${objects.join(', ')}`).join('; ')}.`,
    title: { text: 'Objects per generation' },
    data: { values: rows },
    width: 420,
    height: Math.max(1, samples.length) * 34,
    mark: { type: 'bar', tooltip: true },
    encoding: {
      y: { field: 'when', type: 'nominal', sort: null, title: null },
      x: {
        field: 'objects',
        type: 'quantitative',
        title: 'tracked objects',
        axis: wholeTicks([
          0,
          ...samples.map((each) => each.objects.reduce((sum, count) => sum + count, 0)),
        ]),
      },
      color: {
        field: 'generation',
        type: 'nominal',
        scale: {
          domain: NAMES,
          range: [COLOURS.orange, COLOURS.green, COLOURS.blue, COLOURS.grey],
        },
      },
      order: { field: 'generation' },
    },
  };
  return new Chart(spec, () =>
    textTable(
      samples.map(({ when, objects }) => ({
        when,
        ...Object.fromEntries(objects.map((count, i) => [NAMES[i]!, count])),
      })),
    ),
  );
}

const SHOWN: Partial<Record<PhaseView['phase'], string>> = {
  'refs-copied': '1 copy counts',
  'refs-subtracted': '2 subtract inner',
  'unreachable-moved': '3 move',
  finalized: '4 finalize',
  cleared: '5 clear',
};
const MOST = 40;

/** The phases of a collection: each object's count, and on which list it is. */
export function collectionPhases(views: readonly PhaseView[]): Chart {
  const shown = views.filter(({ phase }) => SHOWN[phase] !== undefined);
  const order = [...new Set(shown.flatMap(({ objects }) => objects.map(({ address }) => address)))];
  const kept = new Set(order.slice(0, MOST));
  const rows = shown.flatMap(({ phase, objects }) =>
    objects
      .filter(({ address }) => kept.has(address))
      .map((object) => ({
        phase: SHOWN[phase]!,
        object: `${object.type} …${object.address.toString(16).slice(-5)}`,
        list: object.list === 'young' ? 'reachable so far' : 'unreachable',
        count: object.gc_refs >= 0 ? String(object.gc_refs) : '',
        address: hex(object.address),
        refcount: object.refcount,
      })),
  );
  const spec: TopLevelSpec = {
    description: `A collection of ${order.length} objects in ${shown.length} phases.`,
    title: {
      text: 'A collection, phase by phase',
      subtitle: `numbers: gc_refs${order.length > MOST ? `; ${MOST} of ${order.length} objects` : ''}`,
    },
    data: { values: rows },
    width: { step: 112 },
    height: { step: 24 },
    encoding: {
      x: {
        field: 'phase',
        type: 'nominal',
        sort: Object.values(SHOWN),
        title: null,
        axis: { orient: 'top', labelAngle: 0, labelLimit: 120 },
      },
      y: { field: 'object', type: 'nominal', sort: null, title: null },
    },
    layer: [
      {
        mark: { type: 'rect', stroke: COLOURS.grey, cornerRadius: 3 },
        encoding: {
          color: {
            field: 'list',
            type: 'nominal',
            title: null,
            scale: {
              domain: ['reachable so far', 'unreachable'],
              range: [COLOURS.blue, COLOURS.orange],
            },
          },
          tooltip: [
            { field: 'object' },
            { field: 'address' },
            { field: 'refcount', title: 'reference count' },
            { field: 'count', title: 'gc_refs' },
          ],
        },
      },
      { mark: { type: 'text', color: '#000' }, encoding: { text: { field: 'count' } } },
    ],
  };
  return new Chart(spec, () =>
    textTable(
      rows.map(({ phase, object, list, refcount, count }) => ({
        phase,
        object,
        list,
        refcount,
        gc_refs: count,
      })),
    ),
  );
}
