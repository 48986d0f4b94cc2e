import { RequestError } from './request-error';

export interface LineOptions {
  /** How many pieces of work are done at once. */
  readonly atOnce: number;
  /** How many there may be in all, with those that wait; no limit when left out. */
  readonly most?: number;
  /** What is said to those that come when there are that many. */
  readonly full?: string;
}

/** Work that waits its turn, in the order in which it was asked for. */
export class Line {
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly options: LineOptions) {}

  get busy(): boolean {
    return this.underWay > 0;
  }

  /**
   * The result of `work`, when its turn has come; who aborts before that leaves the line.
   * @throws RequestError 503 when the line is full
   */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { atOnce, most = Number.POSITIVE_INFINITY, full = 'try again later' } = this.options;
    signal?.throwIfAborted();
    if (this.underWay + this.waiting.length >= most)
      throw new RequestError(503, full, { 'retry-after': '5' });
    if (this.underWay < atOnce) this.underWay++;
    else await this.turn(signal);
    try {
      return await work();
    } finally {
      // The place goes to the next, so that nobody who comes now can take it.
      const next = this.waiting.shift();
      if (next) next();
      else this.underWay--;
    }
  }

  private turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.waiting.splice(this.waiting.indexOf(start), 1);
        reject(signal?.reason);
      };
      const start = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      this.waiting.push(start);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }
}
