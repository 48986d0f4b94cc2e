import type { Phase } from '../gc/collector';
import { MemoryHistory } from '../memory/history';
import type { AllocationHook } from '../objects/interpreter';
import { Gc } from '../objects/structs';
import { mallocStats } from '../pymalloc/stats';
import { arenaViews, blockViews } from '../pymalloc/views';
import type { ExecResult, PythonProcess } from '../python/process';
import type { LineEvent } from '../python/runtime/runtime';
import type { PyExc } from '../python/runtime/thrown';
import { runWatched } from '../python/watched';
import { BlockLog, OLDER } from './block-log';
import { EventLog } from './event-log';
import { type FrameRecord, FrameRecords } from './frame-records';
import type { CollectionEvent, MappingEvent, RecordedStep, RunEnd } from './types';

/** What is recorded of a run, and when it is stopped. */
export interface RecordLinesOptions {
  /** As tracebacks name the program; `program.py` when left out. */
  readonly filename?: string;
  /** Steps at most: when more lines run, every second, fourth, … line is a step. 10,000 when left out. */
  readonly steps?: number;
  /**
   * A part of the run, from the moment when so many lines have run to the moment when so many have: steps are
   * made there only. All that ran before is one step, and all that ran after it.
   */
  readonly between?: readonly [from: number, to: number];
  /** Lines that may run; a million when left out. */
  readonly lines?: number;
  /** Seconds that it may take; 60 when left out. */
  readonly seconds?: number;
  /** Bytes that the recording may take beside the process; 1 GiB when left out. */
  readonly bytes?: number;
}

/** A step as it is kept: with what is read again when it is shown. */
export interface KeptStep extends RecordedStep {
  /** How many lines had run after it. */
  readonly time: number;
  readonly frames: FrameRecord | null;
  /** Calls of threads that wait. */
  readonly others: readonly FrameRecord[];
  /** Collections that ended in it; one that ran lines of the program began in a step before. */
  readonly ended: readonly CollectionEvent[];
  /** Its events in the log: the first, and one past the last. */
  readonly eventsFrom: number;
  readonly eventsTo: number;
  readonly mappings: readonly MappingEvent[];
  /** Bytes that the system gave and got back, of all mappings. */
  readonly mapped: number;
  readonly unmapped: number;
  readonly arenasObtained: number;
  readonly arenasReturned: number;
}

type Writable<T> = { -readonly [Field in keyof T]: T[Field] };
/** A step while the run goes on, and a collection. */
type OwnStep = Writable<KeptStep>;
type OwnCollection = Writable<CollectionEvent>;

/** What a run left behind. */
export interface RecordedLines {
  readonly steps: readonly KeptStep[];
  readonly every: number;
  readonly lines: number;
  readonly end: RunEnd;
  readonly blocks: BlockLog;
  readonly events: EventLog;
  readonly history: MemoryHistory;
}

/** Events of one step that are kept; the counts have all of them. */
const EVENTS = 500;
/** Mappings and unreachable objects of one step that are kept. */
const LISTED = 200;
/** Block events between two looks at the clock and at the memory. */
const LOOK = 4096;

/** The list of most steps, which share it: nothing is added to it. */
const NONE: never[] = [];

/** The recording is over its limit, and the program is ended. */
class Stopped extends Error {
  constructor(readonly end: RunEnd & { kind: 'stopped' }) {
    super(`stopped at ${end.value} ${end.limit}`);
  }
}

/** Records one run. */
export class Recorder {
  private readonly steps: OwnStep[] = [];
  private readonly blocks = new BlockLog();
  private readonly events = new EventLog();
  private readonly frames: FrameRecords;
  private history: MemoryHistory | undefined;
  private every = 1;
  /** Lines that have begun, and what is known of the last one. */
  private lines = 0;
  private current: LineEvent | undefined;
  /** The exception that is being handled, those that were, and the type of one that was raised since the last step. */
  private handled: PyExc | null = null;
  private readonly handledOnce = new WeakSet<PyExc>();
  private raised: string | undefined;
  private stopped = false;
  private readonly began = performance.now();
  private untilLook = LOOK;

  // What happened since the last step.
  private allocated = 0;
  private freed = 0;
  private bytes = 0;
  private eventsFrom = 0;
  private eventsLeft = EVENTS;
  private linesBefore = 0;
  private inBlocks: number;
  private mappings: MappingEvent[] = NONE;
  private mapped = 0;
  private unmapped = 0;
  private collections: CollectionEvent[] = NONE;
  /** The collection that is under way. */
  private collection: OwnCollection | undefined;
  private ended: CollectionEvent[] = NONE;
  private arenasNow: number;
  private arenasTotal: number;

  private readonly limits: Required<RecordLinesOptions>;

  constructor(
    private readonly py: PythonProcess,
    { filename = 'program.py', steps = 10_000, ...limits }: RecordLinesOptions = {},
  ) {
    const { lines = 1_000_000, seconds = 60, bytes = 2 ** 30, between = [0, Infinity] } = limits;
    this.limits = { filename, steps, lines, seconds, bytes, between };
    this.frames = new FrameRecords(py.runtime, filename);
    this.inBlocks = mallocStats(py.pymalloc).allocatedBytes;
    this.arenasNow = py.pymalloc.arenas.current;
    this.arenasTotal = py.pymalloc.arenas.allocatedTotal;
    this.noteOlderBlocks();
  }

  /** Runs the program to its end, or to a limit. */
  run(source: string): RecordedLines {
    const { py } = this;
    let end: RunEnd;
    try {
      const result = runWatched(py, source, this.limits.filename, {
        line: (event) => this.line(event),
        blocks: this.hook,
        end: () => this.end(),
        phase: (phase, generation) => this.phase(phase, generation),
        mapping: (kind, start, stop) => this.mapping(kind, start, stop),
      });
      end = endOf(result);
      this.end();
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      end = error.end;
    }
    const { steps, every, lines, blocks, events } = this;
    return { steps, every, lines, end, blocks, events, history: this.moments() };
  }

  /** The blocks that are in use before the program begins: their sizes are known, their lines are not. */
  private noteOlderBlocks(): void {
    const { pymalloc, memory } = this.py;
    for (const { pools } of arenaViews(pymalloc)) {
      for (const pool of pools) {
        if (pool.used === 0) continue;
        for (const { address, state } of blockViews(pymalloc, pool))
          if (state === 'in use')
            this.blocks.add(memory.wordAt(address), OLDER, 0, 0, pool.blockSize);
      }
    }
  }

  private moments(): MemoryHistory {
    this.history ??= new MemoryHistory(this.py.memory);
    return this.history;
  }

  // ---------------------------------------------------------------- what is heard

  private line(event: LineEvent): void {
    if (this.stopped) return;
    if (this.py.runtime.handled !== this.handled) this.noteHandled();
    if (this.endsStep()) this.finish(this.frames.now(event.lineno));
    if (this.lines >= this.limits.lines) this.stop('lines', this.limits.lines);
    this.lines++;
    this.current = event;
  }

  /** Another exception is being handled: when it is a new one, what ran until now raised it. */
  private noteHandled(): void {
    const { handled } = this.py.runtime;
    this.handled = handled;
    if (handled === null || this.handledOnce.has(handled)) return;
    this.handledOnce.add(handled);
    const { interpreter } = this.py;
    this.raised = interpreter.typeName(interpreter.typeOf(handled.op));
  }

  /** Whether what ran until now is a step. */
  private endsStep(): boolean {
    const { lines, every, linesBefore, current } = this;
    const [from, to] = this.limits.between;
    if (current === undefined) return true;
    return lines >= from && lines <= to && lines - linesBefore >= every;
  }

  /** The program is over: what the interpreter frees of it from now on is no line's doing. */
  private end(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.finish(null);
  }

  private readonly hook: AllocationHook = {
    allocated: (block, nbytes) => {
      if (this.stopped) return;
      const ours = this.add(block, nbytes);
      this.allocated++;
      this.bytes += nbytes;
      this.note('allocated', block, nbytes, ours);
    },
    freed: (block) => {
      if (this.stopped) return;
      const { blocks } = this;
      const entry = blocks.last(block);
      const nbytes = blocks.nbytesOf(entry);
      const blockSize = blocks.blockSizeOf(entry);
      this.inBlocks -= blockSize;
      this.freed++;
      this.bytes -= nbytes;
      this.note('freed', block, nbytes, blockSize > 0);
    },
    resized: (from, to, nbytes) => {
      if (this.stopped) return;
      const { blocks } = this;
      const before = blocks.last(from);
      const nbytesBefore = blocks.nbytesOf(before);
      this.inBlocks -= blocks.blockSizeOf(before);
      const ours = this.add(to, nbytes);
      this.bytes += nbytes - nbytesBefore;
      this.note('resized', to, nbytes, ours, from);
    },
    reused: (block) => {
      if (this.stopped) return;
      const { blocks } = this;
      const before = blocks.last(block);
      if (before === 0) return;
      const nbytes = blocks.nbytesOf(before);
      blocks.add(block, this.time, nbytes, this.lineno, blocks.blockSizeOf(before));
    },
  };

  /** The number of the line that runs, from 0; -1 before the first one. */
  private get time(): number {
    return this.lines - 1;
  }

  private get lineno(): number {
    return this.current?.lineno ?? 0;
  }

  /** A block was given out. @returns whether it is pymalloc's */
  private add(block: number, nbytes: number): boolean {
    const { pymalloc } = this.py;
    const ours = pymalloc.owns(block);
    const blockSize = ours ? pymalloc.blockSize(pymalloc.sizeClassOf(block)) : 0;
    this.inBlocks += blockSize;
    this.blocks.add(block, this.time, nbytes, this.lineno, blockSize);
    return ours;
  }

  private note(
    kind: 'allocated' | 'freed' | 'resized',
    block: number,
    nbytes: number,
    ours: boolean,
    from = 0,
  ): void {
    if (this.eventsLeft-- > 0) this.events.add(kind, block, nbytes, this.lineno, ours, from);
    if (--this.untilLook <= 0) this.look();
  }

  private phase(phase: Phase, generation: number): void {
    if (this.stopped) return;
    const { interpreter, collector, memory } = this.py;
    if (phase === 'unreachable-moved') {
      const objects: { address: number; type: string }[] = [];
      let found = 0;
      const { gc } = interpreter;
      const list = collector.unreachable;
      for (let head = gc.next(list); head !== list; head = gc.next(head)) {
        found++;
        if (objects.length >= LISTED) continue;
        const op = head + Gc.HEAD;
        const type = interpreter.typeName(interpreter.typeOf(op));
        objects.push({ address: memory.addressOf(op), type });
      }
      // It belongs to the line in which it began: a finalizer that it calls has lines of its own.
      this.collection = { generation, line: this.lineno, found, freed: 0, objects };
      if (this.collections === NONE) this.collections = [];
      this.collections.push(this.collection);
    } else if (phase === 'resurrected-handled' && this.collection) {
      this.collection.freed = interpreter.gc.size(collector.still);
      if (this.ended === NONE) this.ended = [];
      this.ended.push(this.collection);
    }
  }

  private mapping(kind: 'map' | 'unmap', start: number, end: number): void {
    if (this.stopped) return;
    const nbytes = (end - start) * 4;
    if (kind === 'map') this.mapped += nbytes;
    else this.unmapped += nbytes;
    if (this.mappings.length >= LISTED) return;
    const address = this.py.memory.addressOf(start);
    if (this.mappings === NONE) this.mappings = [];
    this.mappings.push({ kind: kind === 'map' ? 'mapped' : 'unmapped', address, nbytes });
  }

  // ---------------------------------------------------------------- steps

  /** What ran since the last step is one, and the state is that of now. */
  private finish(frames: FrameRecord | null): void {
    const { memory, pymalloc } = this.py;
    const { current, allocatedTotal } = pymalloc.arenas;
    const obtained = allocatedTotal - this.arenasTotal;
    // First the moment: where the host's stack ends here, there is no step without one.
    if (this.history) this.history.mark();
    else this.moments();
    this.steps.push({
      step: this.steps.length,
      line: this.lineno,
      function: this.current?.name ?? '<module>',
      depth: this.current?.depth ?? 0,
      lines: this.lines - this.linesBefore,
      allocated: this.allocated,
      freed: this.freed,
      bytes: this.bytes,
      rss: memory.residentPages * 4096,
      inBlocks: this.inBlocks,
      arenaCount: current,
      collections: this.collections,
      ...(this.raised === undefined ? {} : { raised: this.raised }),
      ended: this.ended,
      time: this.lines,
      frames,
      others: this.frames.others(),
      eventsFrom: this.eventsFrom,
      eventsTo: this.events.length,
      mappings: this.mappings,
      mapped: this.mapped,
      unmapped: this.unmapped,
      arenasObtained: obtained,
      arenasReturned: obtained - (current - this.arenasNow),
    });
    this.allocated = 0;
    this.freed = 0;
    this.bytes = 0;
    this.eventsFrom = this.events.length;
    this.eventsLeft = EVENTS;
    this.linesBefore = this.lines;
    this.mappings = NONE;
    this.mapped = 0;
    this.unmapped = 0;
    this.collections = NONE;
    this.raised = undefined;
    this.ended = NONE;
    this.arenasNow = current;
    this.arenasTotal = allocatedTotal;
    if (this.steps.length > this.limits.steps + 1) this.thin();
    if (this.steps.length % 64 === 0) this.look();
  }

  /** Too many steps: from now on one is twice as many lines, and so are those there are. */
  private thin(): void {
    const { steps } = this;
    this.every *= 2;
    const last = steps.length - 1;
    const keeps = (index: number): boolean => index % 2 === 0 || index === last;
    let kept = 0;
    for (const [index, step] of steps.entries()) {
      if (!keeps(index)) continue;
      if (index > 0 && !keeps(index - 1)) takeIn(step, steps[index - 1]!);
      step.step = kept;
      steps[kept] = step;
      kept++;
    }
    this.moments().thin(keeps);
    steps.length = kept;
  }

  private look(): void {
    this.untilLook = LOOK;
    const { seconds, bytes } = this.limits;
    if (performance.now() - this.began > seconds * 1000) this.stop('seconds', seconds);
    if ((this.history?.bytes ?? 0) + this.blocks.bytes > bytes) this.stop('bytes', bytes);
  }

  private stop(limit: 'lines' | 'seconds' | 'bytes', value: number): never {
    this.stopped = true;
    // What has happened since the last step is one too, though its line is not over.
    const { lines, linesBefore, allocated, freed } = this;
    if (lines > linesBefore || allocated + freed > 0) this.finish(this.frames.now(this.lineno));
    throw new Stopped({ kind: 'stopped', limit, value });
  }
}

/** Two lists as one; most are empty. */
function both<T>(first: readonly T[], second: readonly T[]): readonly T[] {
  return first.length === 0 ? second : second.length === 0 ? first : [...first, ...second];
}

/** Makes a step one with the step before it. */
function takeIn(step: OwnStep, before: KeptStep): void {
  step.lines += before.lines;
  step.allocated += before.allocated;
  step.freed += before.freed;
  step.bytes += before.bytes;
  step.collections = both(before.collections, step.collections);
  step.raised ??= before.raised;
  step.ended = both(before.ended, step.ended);
  step.eventsFrom = before.eventsFrom;
  step.mappings = both(before.mappings, step.mappings);
  if (step.mappings.length > LISTED) step.mappings = step.mappings.slice(0, LISTED);
  step.mapped += before.mapped;
  step.unmapped += before.unmapped;
  step.arenasObtained += before.arenasObtained;
  step.arenasReturned += before.arenasReturned;
}

function endOf({ status, error }: ExecResult): RunEnd {
  return error === undefined ? { kind: 'finished', status } : { kind: 'failed', traceback: error };
}
