import { readFileSync } from 'node:fs';

/**
 * Seconds that a process could have used since a start. Linux counts how long a process waited for a
 * processor (`/proc/PID/schedstat`, second field, nanoseconds: its main thread's); that time is other
 * programs' and does not count. So a busy machine takes no points from anybody. Elsewhere all time counts.
 */
export class Stopwatch {
  private readonly started = performance.now();
  private readonly waited: number;

  constructor(private readonly pid: number | undefined) {
    this.waited = this.waiting();
  }

  /** Seconds until now. */
  get seconds(): number {
    const waited = this.waiting() - this.waited;
    return (performance.now() - this.started - Math.max(0, waited)) / 1000;
  }

  /** Milliseconds that the process has waited for a processor in its life. */
  private waiting(): number {
    if (this.pid === undefined) return 0;
    try {
      const waited = Number(readFileSync(`/proc/${this.pid}/schedstat`, 'utf8').split(' ')[1]);
      return Number.isFinite(waited) ? waited / 1e6 : 0;
    } catch {
      return 0; // No /proc here, or the process has ended.
    }
  }
}
