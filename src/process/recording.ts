import type { Collector, Phase } from '../gc/collector';
import type { AddressSpace } from '../memory/address-space';
import { MemoryHistory } from '../memory/history';
import type { AllocationHook, Interpreter } from '../objects/interpreter';

/** Something that happened in a recorded run. Addresses, bytes. */
export type RecordedEvent =
  | {
      /** The run begins. */
      readonly kind: 'start';
    }
  | {
      /** A block was allocated. */
      readonly kind: 'allocated';
      /** The block. */
      readonly address: number;
      /** Bytes that were asked for. */
      readonly nbytes: number;
    }
  | {
      /** A block was freed. */
      readonly kind: 'freed';
      /** The block. */
      readonly address: number;
    }
  | {
      /** A block got another size, and may have moved. */
      readonly kind: 'resized';
      /** Where it was. */
      readonly from: number;
      /** Where it is. */
      readonly address: number;
      /** Bytes that were asked for. */
      readonly nbytes: number;
    }
  | {
      /** The reference count of a watched object changed. */
      readonly kind: 'refcount';
      /** The object. */
      readonly address: number;
      /** Its count now. */
      readonly count: number;
    }
  | {
      /** A phase of a collection is over. */
      readonly kind: 'collection';
      /** Which one. */
      readonly phase: Phase;
      /** 0, 1 or 2. */
      readonly generation: number;
    }
  | {
      /** The system gave memory, or got it back. */
      readonly kind: 'mapped' | 'unmapped';
      /** The first address. */
      readonly address: number;
      /** Bytes. */
      readonly nbytes: number;
    };

/** What is recorded of a run. */
export interface RecordOptions {
  /** Objects whose reference count is followed. */
  readonly watch?: readonly number[];
  /** Kinds of events that are recorded; all without it. */
  readonly kinds?: readonly RecordedEvent['kind'][];
}

/** A process that can show its moments on a replica of itself. */
export interface Recordable<P> {
  readonly interpreter: Interpreter;
  readonly collector: Collector;
  readonly memory: AddressSpace;
  over(replica: AddressSpace): P;
  reload(): void;
}

/**
 * A run that can be stepped forward and back. The moment after each event is kept as its difference to the one
 * before; a replica of the process shows any of these moments, from the bytes of that moment, while the process itself
 * stays where the run ended.
 */
export class Recording<P extends Recordable<P>> {
  private readonly moments: MemoryHistory;
  private readonly recorded: RecordedEvent[] = [];
  private replica: P | undefined;
  private position = 0;

  private constructor(private readonly process: P) {
    this.moments = new MemoryHistory(process.memory);
  }

  /** Runs `body` and records it. @internal */
  static of<P extends Recordable<P>>(
    process: P,
    body: () => void,
    options: RecordOptions,
  ): Recording<P> {
    const recording = new Recording(process);
    recording.run(body, options);
    return recording;
  }

  /** What happened, in order; the first is the start. */
  get events(): readonly RecordedEvent[] {
    return this.recorded;
  }

  private run(body: () => void, { watch = [], kinds }: RecordOptions): void {
    const { process } = this;
    const { interpreter: py, collector, memory } = process;
    const wanted = kinds ? new Set(kinds) : undefined;
    let busy = false;
    const note = (event: RecordedEvent): void => {
      if (busy || (wanted && !wanted.has(event.kind))) return;
      busy = true;
      this.recorded.push(event);
      this.moments.mark();
      busy = false;
    };
    const address = (word: number): number => memory.addressOf(word);
    const hook: AllocationHook = {
      allocated: (block, nbytes) => note({ kind: 'allocated', address: address(block), nbytes }),
      freed: (block) => note({ kind: 'freed', address: address(block) }),
      resized: (from, to, nbytes) =>
        note({ kind: 'resized', from: address(from), address: address(to), nbytes }),
    };
    const watched = new Set(watch.map((each) => memory.wordAt(each)));
    this.recorded.push({ kind: 'start' });
    py.setHook(hook, true);
    py.watching = watched.size > 0;
    py.onCount = (op, count) => {
      if (watched.has(op)) note({ kind: 'refcount', address: address(op), count });
    };
    collector.onPhase = (phase, generation) => note({ kind: 'collection', phase, generation });
    memory.onMapping = (kind, start, end) =>
      note({
        kind: kind === 'map' ? 'mapped' : 'unmapped',
        address: address(start),
        nbytes: (end - start) * 4,
      });
    try {
      body();
    } finally {
      py.setHook(hook, false);
      py.watching = false;
      py.onCount = undefined;
      collector.onPhase = undefined;
      memory.onMapping = undefined;
    }
    this.position = this.recorded.length - 1;
  }

  /** Bytes of host memory that the recorded moments take. */
  get bytes(): number {
    return this.moments.bytes;
  }

  /**
   * The process as it was right after event `index`: for looking, the same object each time.
   * @throws RangeError when there is no such event
   */
  at(index: number): P {
    if (!this.recorded[index]) {
      throw new RangeError(`no event ${index}: there are 0 to ${this.recorded.length - 1}`);
    }
    const memory = this.moments.show(index);
    this.replica ??= this.process.over(memory);
    this.replica.reload();
    this.position = index;
    return this.replica;
  }

  /** One event further, or back with -1; stays at the ends. */
  step(by = 1): P {
    const last = this.recorded.length - 1;
    return this.at(Math.max(0, Math.min(last, this.position + by)));
  }

  /** The number of the event that is shown. */
  get index(): number {
    return this.position;
  }

  /** Gives up the moments, and the memory that they take. */
  close(): void {
    this.moments.close();
    this.replica = undefined;
    this.recorded.length = 0;
  }
}
