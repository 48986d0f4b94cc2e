import type { Host } from './runtime-base';

/** The program's clock: the host's, and what it slept, which takes no time. */
export class Clock {
  private skipped = 0;
  /** What sleeping does where there are threads. */
  sleeping: ((seconds: number) => void) | undefined;

  constructor(private readonly host: Host) {}

  /** Seconds since 1970. */
  time(): number {
    return this.host.time() + this.skipped;
  }

  /** Seconds on a clock that only goes forward. */
  perfCounter(): number {
    return this.host.perfCounter() + this.skipped;
  }

  sleep(seconds: number): void {
    if (this.sleeping) this.sleeping(seconds);
    else this.skipped += seconds;
  }

  /** Lets time pass until a moment of `perfCounter`. */
  advanceTo(moment: number): void {
    this.skipped += Math.max(0, moment - this.perfCounter());
  }

  /** A number from 0 to 1 that no seed gives. */
  random(): number {
    return Math.random();
  }
}
