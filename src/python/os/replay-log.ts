import type { Host } from './host';

/**
 * What a program was told by the outside, in order. JavaScript cannot return twice from a call, so a
 * forked process runs its program again and is told the same, up to where it begins to live by itself.
 */
export class Tape {
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

  /** What was told so far, for a process that repeats it. */
  get told(): unknown[] {
    return this.entries.slice(0, this.at);
  }
}

/** A host whose answers are on the tape, and which hears nothing of what is repeated. */
export function tapedHost(host: Host, tape: Tape): Host {
  return {
    write: (stream, text) => {
      if (tape.live) host.write(stream, text);
    },
    readLine: () => tape.answer(() => host.readLine()),
    time: () => tape.answer(() => host.time()),
    perfCounter: () => tape.answer(() => host.perfCounter()),
    random: () => tape.answer(() => host.random()),
    readFile: (path) => tape.answer(() => host.readFile(path)),
    interrupted: () => host.interrupted(),
    buffering: host.buffering,
  };
}
