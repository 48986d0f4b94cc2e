import type {
  DiagnosisInput,
  DiagnosisReading,
  DiagnosisState,
  DiagnosisTool,
} from '../../../charts/touch/diagnosis';
import { KNOB_NAMES } from '../../../charts/touch/planted';
import { bytes, counted, spaced } from '../numbers';

/* The figure of a diagnosis in words: what is asked, what was found, what can be tried. */

/** The questions in order, each with the tool that answers it. */
export const QUESTIONS: readonly {
  readonly tool: DiagnosisTool;
  readonly asks: string;
  readonly by: string;
}[] = [
  { tool: 'days', asks: 'Does it grow?', by: 'VmRSS, after each day' },
  { tool: 'collect', asks: 'Does a collection free it?', by: 'gc.collect()' },
  { tool: 'holders', asks: 'Who holds it?', by: 'gc.get_objects(), gc.get_referrers()' },
  { tool: 'trace', asks: 'Where was it allocated?', by: 'tracemalloc, for one more day' },
  { tool: 'stats', asks: 'Is it in use at all?', by: 'sys._debugmallocstats()' },
];

/** Bytes as MiB. */
export const mib = (size: number): string => `${(Math.max(0, size) / 2 ** 20).toFixed(1)} MiB`;

/** What a tool said. */
export function saidBy(reading: DiagnosisReading): string {
  switch (reading.tool) {
    case 'days':
      return `${reading.held.map((each) => (Math.max(0, each) / 2 ** 20).toFixed(1)).join(', ')} MiB`;
    case 'collect':
      return `${counted(reading.found, 'object')} found, ${mib(reading.freed)} given back`;
    case 'holders': {
      const [type, ...holders] = reading.path;
      if (type === undefined) return 'no type has ten objects more than at the start';
      const way = holders.map((each) => `, held by ${each}`).join('');
      const end = reading.name === undefined ? '; no name leads there' : ` “${reading.name}”`;
      return `${spaced(reading.more)} more of type ${type}${way}${end}`;
    }
    case 'trace':
      return `${bytes(reading.bytes)} stay, most from: ${reading.line}`;
    case 'stats':
      return `arenas: ${mib(reading.arenas)} more, ${bytes(Math.max(0, reading.inUse))} of it in use; beside arenas: ${mib(reading.beside)} more`;
  }
}

/** How much less is a cure: more than half. */
const CURED = 0.5;

/** What the knob did, or what to do next. */
export function toldOfDiagnosis(
  { asked, knob }: DiagnosisInput,
  { held, tried }: DiagnosisState,
): string {
  const now = `It holds ${mib(held)} more than at its start.`;
  if (knob === undefined || tried === undefined)
    return asked.length === 0 ? `${now} Ask it why.` : `${now} What would you turn?`;
  const turned = `With “${KNOB_NAMES[knob]}” it holds ${mib(tried)} instead of ${mib(held)}.`;
  return `${turned} ${tried < CURED * held ? 'That is its knob.' : 'That is not its knob.'}`;
}
