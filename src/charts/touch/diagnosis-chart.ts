import { bars } from '../bars';
import type { Chart } from '../chart';
import { type DiagnosisInput, diagnose } from './diagnosis';
import { KNOB_NAMES, KNOBS } from './planted';

const MIB = 2 ** 20;

/** What a service holds as it is, and with each knob. */
export function diagnosisChart({ python, service }: DiagnosisInput): Chart {
  const row = (name: string, bytes: number) => ({
    service: name,
    MiB: Math.round((10 * bytes) / MIB) / 10,
  });
  return bars(
    [
      row('as it is', diagnose({ python, service, asked: [] }).held),
      ...KNOBS.map((knob) =>
        row(KNOB_NAMES[knob], diagnose({ python, service, asked: [], knob }).tried!),
      ),
    ],
    {
      title: `What service ${service + 1} holds after four days`,
      label: 'service',
      values: ['MiB'],
      unit: 'MiB more than at its start',
    },
  );
}
