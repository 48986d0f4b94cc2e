import type { Host } from './host';

/**
 * The answers that a program got from outside, in order. JavaScript cannot return twice from a call, so a forked
 * process runs its program again with the same answers, up to the call in which it was forked.
 */
export class ReplayLog {
  private at = 0;
  private readonly script: number;
  /** Whether the process is past what it repeats. */
  live: boolean;

  /**
   * @param entries what to repeat
   * @param resume called at the end of it, before the next question is asked: a value is its answer
   */
  constructor(
    private readonly entries: unknown[] = [],
    private readonly resume?: () => { readonly answer: unknown } | undefined,
  ) {
    this.script = entries.length;
    this.live = resume === undefined;
  }

  /** The outside's answer: the one of the first time, or a new one. */
  answer<T>(ask: () => T): T {
    if (this.at < this.script) return this.entries[this.at++] as T;
    let given: { readonly answer: unknown } | undefined;
    if (!this.live) {
      given = this.resume!();
      this.live = true;
    }
    const answer = given ? (given.answer as T) : ask();
    this.entries.push(answer);
    this.at++;
    return answer;
  }

  /** The answers so far, for a process that repeats them. */
  get answers(): unknown[] {
    return this.entries.slice(0, this.at);
  }
}

/** A host that answers from the log. Output that is repeated is dropped. */
export function replayedHost(host: Host, log: ReplayLog): Host {
  return {
    write: (stream, text) => {
      if (log.live) host.write(stream, text);
    },
    readLine: () => log.answer(() => host.readLine()),
    time: () => log.answer(() => host.time()),
    perfCounter: () => log.answer(() => host.perfCounter()),
    random: () => log.answer(() => host.random()),
    readFile: (path) => log.answer(() => host.readFile(path)),
    interrupted: () => host.interrupted(),
    buffering: host.buffering,
  };
}
