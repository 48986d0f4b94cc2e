import type { TracedState } from '../../../charts/touch/traced';
import { bytes } from '../numbers';

/* What the figure of a traced run says of the line that ran last. */

/** Bytes with their sign. */
export const signed = (n: number): string => `${n < 0 ? '−' : '+'}${bytes(Math.abs(n))}`;

/** The last line in a sentence or two. */
export function toldOfTraced({ steps, step, now }: TracedState): string {
  if (step === 0) return 'No line has run. tracemalloc has just been started.';
  const { line } = steps[step]!;
  const change = now - steps[step - 1]!.bytes;
  const did =
    change === 0
      ? 'what is traced stays the same'
      : `${bytes(Math.abs(change))} ${change > 0 ? 'more are' : 'fewer are'} traced`;
  const last = step === steps.length - 1 ? ' The run is over.' : '';
  return `Line ${line} ran, and ${did}.${last}`;
}
