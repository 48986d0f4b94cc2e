import { type Host, silentHost } from './os/host';

/** A host that keeps what is printed, and with which a program always does the same. */
export interface DeterministicHost extends Host {
  /** What was printed, to either stream, since it was last taken. */
  take(): string;
}

/**
 * A host for `boot`: it has no input and no files, its clock does not move, `random` is always 0.5, and
 * it keeps what the program prints.
 *
 * ```ts
 * const host = deterministicHost();
 * boot('3.12', { host }).exec('print(6 * 7)');
 * host.take(); // '42\n'
 * ```
 */
export function deterministicHost(): DeterministicHost {
  let printed = '';
  return {
    ...silentHost(),
    write: (_stream, text) => {
      printed += text;
    },
    take: () => {
      const text = printed;
      printed = '';
      return text;
    },
  };
}
