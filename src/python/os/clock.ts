import type { Host } from './host';

/** The program's clock: the host's, and the time it slept, which passes at once. */
export class Clock {
  private skipped = 0;

  constructor(private readonly host: Host) {}

  /** Seconds since 1970. */
  time(): number {
    return this.host.time() + this.skipped;
  }

  /** Seconds on a clock that only goes forward. */
  perfCounter(): number {
    return this.host.perfCounter() + this.skipped;
  }

  /** Lets time pass until a moment of `perfCounter`. */
  advanceTo(moment: number): void {
    this.skipped += Math.max(0, moment - this.perfCounter());
  }
}
