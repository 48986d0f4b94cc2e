import { liveObject } from '../objects/capi';
import { PyError } from '../objects/errors';
import type { Interpreter } from '../objects/interpreter';
import { Snapshot, Traceback } from './snapshot';
import type { Frame, Tracer } from './tracer';

/** Python's module `tracemalloc` (Modules/_tracemalloc.c). Sizes in bytes, objects by address. */
export class TracemallocModule {
  /** @internal */
  constructor(
    private readonly py: Interpreter,
    private readonly tracer: Tracer,
  ) {}

  /**
   * Traces every allocation from now on, with `nframe` frames of its traceback.
   * @throws PyError ValueError for less than 1 frame, or more than 65535
   */
  start(nframe = 1): void {
    if (!(Number.isInteger(nframe) && nframe >= 1 && nframe <= 65535)) {
      throw new PyError('ValueError', 'the number of frames must be in range [1; 65535]');
    }
    this.tracer.start(nframe);
  }

  /** Stops, and forgets all traces. */
  stop(): void {
    this.tracer.stop();
  }

  /** Whether allocations are traced. */
  is_tracing(): boolean {
    return this.tracer.tracing;
  }

  /** How many frames a trace keeps at most. */
  get_traceback_limit(): number {
    return this.tracer.tracing ? this.tracer.limit : 1;
  }

  /** Forgets all traces, and goes on tracing. */
  clear_traces(): void {
    if (this.tracer.tracing) this.tracer.clear();
  }

  /** Makes the peak what is traced now (3.9 on in Python). */
  reset_peak(): void {
    if (this.tracer.tracing) this.tracer.resetPeak();
  }

  /** Bytes of traced blocks: now, and at most since the start or `reset_peak`. */
  get_traced_memory(): [current: number, peak: number] {
    if (!this.tracer.tracing) return [0, 0];
    const { current, peak } = this.tracer.traced;
    return [current, peak];
  }

  /** Bytes of the tracer's own tables. */
  get_tracemalloc_memory(): number {
    return this.tracer.tracing ? this.tracer.ownBytes : 0;
  }

  /** Says who allocates while `body` runs: a frame, or several, most recent first. */
  at<T>(frames: Frame | readonly Frame[], body: () => T): T {
    const { tracer } = this;
    const before = tracer.frames;
    tracer.setFrames(Array.isArray(frames) ? frames : [frames as Frame]);
    try {
      return body();
    } finally {
      tracer.setFrames(before);
    }
  }

  /** Where an object's block was allocated; undefined when it was not traced. @throws StaleReference */
  get_object_traceback(address: number): Traceback | undefined {
    const { py, tracer } = this;
    const op = liveObject(py, address);
    const traceback = tracer.tracing ? tracer.tracebackOf(op - py.preWords(py.typeOf(op))) : 0;
    return traceback === 0 ? undefined : this.traceback(traceback);
  }

  private traceback(traceback: number): Traceback {
    const { frames, total } = this.tracer.location(traceback);
    return new Traceback([...frames].reverse(), total);
  }

  /** All traces of this moment. @throws PyError RuntimeError when nothing is being traced */
  take_snapshot(): Snapshot {
    const { tracer } = this;
    if (!tracer.tracing) {
      throw new PyError(
        'RuntimeError',
        'the tracemalloc module must be tracing memory allocations to take a snapshot',
      );
    }
    const sizes = new Float64Array(tracer.traceCount);
    const tracebackOf = new Int32Array(tracer.traceCount);
    const numbers = new Map<number, number>();
    const tracebacks: Traceback[] = [];
    let next = 0;
    tracer.forEach((_, nbytes, traceback) => {
      let number = numbers.get(traceback);
      if (number === undefined) {
        number = tracebacks.push(this.traceback(traceback)) - 1;
        numbers.set(traceback, number);
      }
      sizes[next] = nbytes;
      tracebackOf[next] = number;
      next++;
    });
    return new Snapshot({ sizes, tracebackOf, tracebacks }, tracer.limit);
  }
}
