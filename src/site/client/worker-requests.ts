/*
 * A worker that answers requests one after the other: `{ id, … }` goes there, `{ id, value }` or `{ id, error }` comes
 * back.
 */

interface Requested {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export interface WorkerWords {
  /** The worker could not be loaded. */
  readonly notLoaded: string;
  /** Before the message of an error of its own. */
  readonly failed: string;
}

/** The page's side of a worker, which starts with the first request. */
export class WorkerRequests<Request extends { readonly id: number }> {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Requested>();
  private requests = 0;

  /** @param script its name in the site's assets */
  constructor(
    private readonly script: string,
    private readonly words: WorkerWords,
  ) {}

  request(wanted: Omit<Request, 'id'>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      try {
        this.worker ??= this.start();
      } catch {
        reject(new Error(this.words.notLoaded));
        return;
      }
      const id = ++this.requests;
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ ...wanted, id });
    });
  }

  /** Ends the worker, with whatever it is at; the next request starts another. */
  stop(reason: string): void {
    this.worker?.terminate();
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(new Error(reason));
    this.waiting.clear();
  }

  private start(): Worker {
    const { root = '' } = document.body.dataset;
    const started = new Worker(new URL(`${root}assets/${this.script}`, document.baseURI), {
      type: 'module',
    });
    started.addEventListener(
      'message',
      ({ data }: MessageEvent<{ id: number; value?: unknown; error?: string }>) => {
        const { id, value, error } = data;
        if (error === undefined) this.waiting.get(id)?.resolve(value);
        else this.waiting.get(id)?.reject(new Error(`${this.words.failed}: ${error}`));
        this.waiting.delete(id);
      },
    );
    started.addEventListener('error', () => {
      if (this.worker === started) this.stop(this.words.notLoaded);
    });
    return started;
  }
}
