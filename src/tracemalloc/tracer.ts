import { Page } from '../memory/flat-memory';
import type { AllocationHook, Interpreter } from '../objects/interpreter';
import { Entry, HashTable } from './hashtable';

/** A line of a program: what a traceback is made of. */
export interface Frame {
  /** The file that it is in, or what the source is called. */
  readonly filename: string;
  /** From 1; 0 where it is not known. */
  readonly lineno: number;
}

/** The frame of a caller that is not known. */
export const UNKNOWN: Frame = { filename: '<unknown>', lineno: 0 };

/** Words of the tracer's state in the data segment. */
const enum State {
  TRACING = 0,
  NFRAME = 1,
  /** Doubles. */
  TRACED = 2,
  PEAK = 4,
  /** The three tables, six words each. */
  TABLES = 6,
  WORDS = 24,
}

/** Words of `trace_t`. */
const enum Trace {
  SIZE = 0,
  TRACEBACK = 2,
}

/** Words of `traceback_t`; two numbers of 16 bits share the second. */
const enum Traceback {
  HASH = 0,
  NFRAME = 2,
  FRAMES = 3,
}

/** Words of `frame_t`, which is packed. */
const enum TracebackFrame {
  FILENAME = 0,
  LINENO = 2,
  WORDS = 3,
}

/** Bytes of `traceback_t` with one frame, and of each frame more. */
const TRACEBACK_BYTES = 24;
const FRAME_BYTES = 12;

interface Location {
  readonly frames: readonly Frame[];
  readonly total: number;
}

/**
 * The tracer (Modules/_tracemalloc.c): one trace for each block that was allocated while it ran, with
 * its size and the traceback of who asked. The tables are in the simulated process, in memory of the
 * C library's malloc, so that they count in its RSS.
 */
export class Tracer implements AllocationHook {
  private readonly state: number;
  private readonly traces: HashTable;
  private readonly tracebacks: HashTable;
  private readonly filenames: HashTable;
  private readonly inEntry: boolean;
  /** What the tracebacks in memory say, by their word. */
  private readonly locations: Map<number, Location>;
  /** The frames of the next allocations, most recent first, and their traceback once it is known. */
  private current: readonly Frame[] = [UNKNOWN];
  private currentTraceback = 0;
  /** Filenames by their text: each string is kept, as the code that it belongs to keeps it. */
  private readonly names: Map<string, number>;

  constructor(
    private readonly py: Interpreter,
    parent?: Tracer,
  ) {
    this.inEntry = py.version.tracemalloc.traces === 'in-entry';
    this.state = parent?.state ?? py.memory.dataSegment(State.WORDS * 4);
    const table = (index: number, bytes: number): HashTable =>
      new HashTable(py.memory, py.raw, this.state + State.TABLES + index * HashTable.WORDS, bytes);
    this.traces = table(0, this.inEntry ? 40 : 32);
    this.tracebacks = table(1, this.inEntry ? 24 : 32);
    this.filenames = table(2, this.inEntry ? 24 : 32);
    this.locations = new Map(parent?.locations);
    this.names = new Map(parent?.names);
    if (parent?.current) this.current = parent.current;
    if (parent?.tracing) py.setHook(this, true);
  }

  get tracing(): boolean {
    return this.py.i32[this.state + State.TRACING] === 1;
  }

  /** Frames kept of a traceback at most. */
  get limit(): number {
    return this.py.i32[this.state + State.NFRAME]!;
  }

  private number(word: number): number {
    const { i32 } = this.py;
    return (i32[word]! >>> 0) + i32[word + 1]! * 2 ** 32;
  }

  /** Bytes of the blocks traced now, and the most there ever were. */
  get traced(): { current: number; peak: number } {
    const { f64 } = this.py;
    return {
      current: f64[(this.state + State.TRACED) >> 1]!,
      peak: f64[(this.state + State.PEAK) >> 1]!,
    };
  }

  start(nframe: number): void {
    if (this.tracing) return;
    this.epoch++;
    const { py } = this;
    py.memory.touch(this.state, State.WORDS);
    py.i32.fill(0, this.state, this.state + State.WORDS);
    for (const table of [this.filenames, this.tracebacks, this.traces]) table.create();
    // The traceback that is being built, with all its frames.
    py.raw.malloc(TRACEBACK_BYTES + FRAME_BYTES * (nframe - 1));
    py.i32[this.state + State.TRACING] = 1;
    py.i32[this.state + State.NFRAME] = nframe;
    this.currentTraceback = 0;
    py.setHook(this, true);
  }

  stop(): void {
    if (!this.tracing) return;
    this.clear();
    this.py.setHook(this, false);
    this.py.i32[this.state + State.TRACING] = 0;
  }

  /** Looks at the memory again, after it was put back to an earlier moment. */
  reload(): void {
    this.epoch++;
    this.currentTraceback = 0;
    this.py.setHook(this, this.tracing);
  }

  resetPeak(): void {
    this.py.memory.touch(this.state, State.WORDS);
    this.py.f64[(this.state + State.PEAK) >> 1] = this.traced.current;
  }

  /** Forgets every trace and traceback. */
  clear(): void {
    const { py } = this;
    this.epoch++;
    this.traces.clear((entry) => {
      if (!this.inEntry) py.raw.free(py.load(entry + Entry.VALUE));
    });
    this.tracebacks.clear((entry) => {
      const traceback = py.load(entry + Entry.KEY);
      this.locations.delete(traceback);
      py.raw.free(traceback);
    });
    this.filenames.clear(() => {});
    this.names.clear();
    this.currentTraceback = 0;
    py.memory.fill(this.state + State.TRACED, State.TABLES - State.TRACED);
  }

  /** Bytes of the tracer's own tables, as it counts them itself. */
  get ownBytes(): number {
    return this.traces.bytes + this.tracebacks.bytes + this.filenames.bytes;
  }

  // ---------------------------------------------------------------- who allocates

  /** Says who allocates from now on: frames, most recent first. */
  setFrames(frames: readonly Frame[]): void {
    this.current = frames;
    this.currentTraceback = 0;
  }

  get frames(): readonly Frame[] {
    return this.current;
  }

  /** Who allocates, asked at each allocation: a traceback that `intern` gave. */
  source: (() => number) | undefined;
  /** Rises when the tracebacks that there are become void. */
  epoch = 1;

  private traceback(): number {
    if (this.source) return this.source();
    if (this.currentTraceback === 0) {
      this.currentTraceback = this.intern(this.current, this.current.length);
    }
    return this.currentTraceback;
  }

  /**
   * `traceback_new`: the one traceback of some frames, most recent first. It keeps `limit` of them;
   * `total` is how many there are.
   */
  intern(from: readonly Frame[], total: number): number {
    const frames = from.slice(0, this.limit);
    const hash = hashFrames(frames);
    const entry = this.tracebacks.find(hash, (key) => this.isSame(key, frames, total));
    return entry !== 0 ? this.py.load(entry + Entry.KEY) : this.newTraceback(frames, hash, total);
  }

  private isSame(traceback: number, frames: readonly Frame[], total: number): boolean {
    const known = this.locations.get(traceback);
    return (
      known !== undefined &&
      known.total === total &&
      known.frames.length === frames.length &&
      known.frames.every(
        (frame, i) => frame.lineno === frames[i]!.lineno && frame.filename === frames[i]!.filename,
      )
    );
  }

  private newTraceback(frames: readonly Frame[], hash: number, total: number): number {
    const { py } = this;
    const bytes = TRACEBACK_BYTES + FRAME_BYTES * (frames.length - 1);
    const names = frames.map((frame) => this.internFilename(frame.filename));
    const traceback = py.raw.malloc(bytes);
    py.memory.fill(traceback, (bytes + 3) >> 2);
    py.i32[traceback + Traceback.HASH] = hash;
    py.i32[traceback + Traceback.NFRAME] = frames.length | (Math.min(total, 0xffff) << 16);
    for (const [i, frame] of frames.entries()) {
      // frame_t is packed: a pointer, and the line in 32 bits.
      const at = traceback + Traceback.FRAMES + i * TracebackFrame.WORDS;
      py.memory.storePointer(at + TracebackFrame.FILENAME, names[i]!);
      py.i32[at + TracebackFrame.LINENO] = frame.lineno;
    }
    this.tracebacks.set(traceback, hash);
    this.locations.set(traceback, { frames, total });
    return traceback;
  }

  /** The filename's string, kept by a table. It belongs to the code that runs, so it is not traced. */
  private internFilename(filename: string): number {
    const known = this.names.get(filename);
    if (known !== undefined) return known;
    const bytes = 48 + filename.length + 1;
    const name = this.py.raw.malloc(bytes);
    this.py.memory.fill(name, (bytes + 3) >> 2);
    this.filenames.set(name);
    this.names.set(filename, name);
    return name;
  }

  // ---------------------------------------------------------------- AllocationHook

  allocated(block: number, nbytes: number): void {
    const { py } = this;
    const traceback = this.traceback();
    const known = this.traces.nentries > 0 ? this.traces.get(block) : 0;
    if (known !== 0) {
      const trace = this.inEntry ? known + Entry.VALUE : py.load(known + Entry.VALUE);
      this.add(-py.get(trace));
      this.write(trace, nbytes, traceback);
      this.add(nbytes);
      return;
    }
    if (this.inEntry) {
      const entry = this.traces.set(block);
      if (entry !== 0) this.write(entry + Entry.VALUE, nbytes, traceback);
    } else {
      const trace = py.raw.malloc(16);
      this.write(trace, nbytes, traceback);
      const entry = this.traces.set(block);
      if (entry !== 0) py.memory.storePointer(entry + Entry.VALUE, trace);
    }
    this.add(nbytes);
  }

  /** `trace_t`: size and traceback. */
  private write(trace: number, nbytes: number, traceback: number): void {
    const { py } = this;
    if (py.pages[trace >>> Page.SHIFT] !== Page.WRITABLE) py.memory.fault(trace);
    py.set(trace + Trace.SIZE, nbytes);
    py.store(trace + Trace.TRACEBACK, traceback);
  }

  private add(nbytes: number): void {
    const { py, state } = this;
    if (py.pages[state >>> Page.SHIFT] !== Page.WRITABLE) py.memory.fault(state);
    const at = (state + State.TRACED) >> 1;
    const current = py.f64[at]! + nbytes;
    py.f64[at] = current;
    const peak = (state + State.PEAK) >> 1;
    if (current > py.f64[peak]!) py.f64[peak] = current;
  }

  freed(block: number): void {
    const { py } = this;
    const entry = this.traces.take(block);
    if (entry === 0) return;
    const trace = this.inEntry ? entry + Entry.VALUE : py.load(entry + Entry.VALUE);
    this.add(-this.number(trace));
    this.traces.release(entry);
    if (!this.inEntry) py.raw.free(trace);
  }

  resized(from: number, to: number, nbytes: number): void {
    if (from !== to) this.freed(from);
    this.allocated(to, nbytes);
  }

  /** `_PyTraceMalloc_NewReference`: the traceback changes, the size does not. */
  reused(block: number): void {
    const known = this.traces.nentries > 0 ? this.traces.get(block) : 0;
    if (known === 0) return;
    const trace = this.inEntry ? known + Entry.VALUE : this.py.load(known + Entry.VALUE);
    this.py.store(trace + Trace.TRACEBACK, this.traceback());
  }

  // ---------------------------------------------------------------- reading

  /** Size and traceback of each traced block. */
  forEach(each: (block: number, nbytes: number, traceback: number) => void): void {
    const { py } = this;
    this.traces.forEach((entry) => {
      const trace = this.inEntry ? entry + Entry.VALUE : py.load(entry + Entry.VALUE);
      each(py.load(entry + Entry.KEY), this.number(trace), py.load(trace + Trace.TRACEBACK));
    });
  }

  /**
   * `tracemalloc_copy_traces`: a copy of the table, which `_get_traces` makes first. @returns what frees
   * it
   */
  copyTraces(): () => void {
    const { raw } = this.py;
    const blocks: number[] = [];
    const take = (bytes: number): void => {
      const block = raw.malloc(bytes);
      if (block === 0) return;
      this.py.memory.touch(block, (bytes + 3) >> 2);
      blocks.push(block);
    };
    take(this.traces.bucketBytes);
    const count = this.traceCount;
    for (let i = 0; i < count; i++) {
      if (!this.inEntry) take(16);
      take(this.inEntry ? 40 : 32);
    }
    return () => {
      for (const block of blocks) raw.free(block);
    };
  }

  get traceCount(): number {
    return this.traces.nentries;
  }

  /** The traceback of a traced block, or 0. */
  tracebackOf(block: number): number {
    const { py } = this;
    const entry = this.traces.get(block);
    if (entry === 0) return 0;
    const trace = this.inEntry ? entry + Entry.VALUE : py.load(entry + Entry.VALUE);
    return py.load(trace + Trace.TRACEBACK);
  }

  /** The frames of a traceback, most recent first, and how many there were. */
  location(traceback: number): Location {
    return this.locations.get(traceback) ?? { frames: [UNKNOWN], total: 1 };
  }
}

function hashFrames(frames: readonly Frame[]): number {
  let hash = 0x345678;
  for (const { filename, lineno } of frames) {
    for (let i = 0; i < filename.length; i++)
      hash = Math.imul(hash ^ filename.charCodeAt(i), 1000003);
    hash = Math.imul(hash ^ lineno, 1000003);
  }
  return hash;
}
