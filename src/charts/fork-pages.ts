import type { TopLevelSpec } from 'vega-lite';
import { type AddressSpace, smapsRollup } from '../memory';
import { Chart } from './chart';
import { textTable } from './text-table';
import { COLOURS } from './theme';

/** The pages of one process at one moment. */
export interface ForkSample {
  /** `child, before` … */
  readonly label: string;
  /** Bytes of pages that another process has too. */
  readonly shared: number;
  /** Bytes of pages of its own that were written to. */
  readonly privateDirty: number;
  /** Bytes of pages of its own that were only read. */
  readonly privateClean: number;
}

/** Measures a process for `forkPages`. */
export function forkSample(label: string, memory: AddressSpace): ForkSample {
  const { sharedClean, sharedDirty, privateDirty, privateClean } = smapsRollup(memory);
  return { label, shared: sharedClean + sharedDirty, privateDirty, privateClean };
}

const KINDS = [
  ['shared', 'shared'],
  ['privateDirty', 'private, written'],
  ['privateClean', 'private, clean'],
] as const;

/** What forked processes share, and what each wrote to and has for itself. */
export function forkPages(samples: readonly ForkSample[]): Chart {
  const values = samples.flatMap((sample) =>
    KINDS.map(([key, kind]) => ({ label: sample.label, kind, mebibytes: sample[key] / 2 ** 20 })),
  );
  const spec: TopLevelSpec = {
    description: `Pages after a fork: ${samples.map(({ label, shared, privateDirty }) => `${label} ${(shared / 2 ** 20).toFixed(1)} MiB shared, ${(privateDirty / 2 ** 20).toFixed(1)} MiB written`).join('; ')}.`,
    title: { text: 'Pages shared and written after a fork' },
    width: 420,
    height: Math.max(1, samples.length) * 36,
    data: { values },
    mark: { type: 'bar', tooltip: true },
    encoding: {
      y: { field: 'label', type: 'nominal', sort: null, title: null, axis: { labelLimit: 240 } },
      x: { field: 'mebibytes', type: 'quantitative', title: 'resident memory (MiB)' },
      color: {
        field: 'kind',
        type: 'nominal',
        title: 'pages',
        scale: {
          domain: KINDS.map(([, kind]) => kind),
          range: [COLOURS.blue, COLOURS.vermilion, COLOURS.grey],
        },
      },
    },
  };
  return new Chart(spec, () => textTable(samples.map((sample) => ({ ...sample }))));
}
