import { Collector } from '../gc/collector';
import { GcModule } from '../gc/module';
import { Malloc } from '../malloc/malloc';
import { AddressSpace } from '../memory/address-space';
import type { Checkpoint } from '../memory/checkpoints';
import type { AddressSpaceOptions } from '../memory/flat-memory';
import { type Annotation, hexdump } from '../memory/hexdump';
import { type ProcStatus, procStatus, type SmapsEntry, smaps } from '../memory/proc';
import { bindCApi, type CApi, liveObject } from '../objects/capi';
import { installDealloc } from '../objects/dealloc';
import { newFields } from '../objects/field-objects';
import type { FreeListView } from '../objects/free-lists';
import { Interpreter } from '../objects/interpreter';
import { type ClassOptions, PyType_New } from '../objects/typeobject';
import { freeListStats, objectLayout } from '../objects/views';
import { type CheckReport, check } from '../pymalloc/check';
import { PyMalloc } from '../pymalloc/pymalloc';
import { debugMallocStats, mallocStats, type PyMallocStats } from '../pymalloc/stats';
import {
  type ArenaView,
  arenaViews,
  type BlockView,
  blockViews,
  type PoolView,
  poolAnnotations,
  poolAt,
  type SizeClass,
  sizeClasses,
} from '../pymalloc/views';
import { TracemallocModule } from '../tracemalloc/module';
import { Tracer } from '../tracemalloc/tracer';
import type { Version } from '../versions/types';
import { AllocatorFunctions } from './allocators';
import { type DeallocStep, DeallocTrace } from './dealloc-trace';
import { type Inspection, inspect } from './inspect';
import { Recording, type RecordOptions } from './recording';
import { StartUpHeap } from './startup';
import { SysModule } from './sys';
import {
  type GraphOptions,
  type Layer,
  layersOf,
  type MemorySample,
  memorySample,
  type ObjectGraph,
  objectGraph,
} from './views';

/** A moment of a process, for `restore`. */
export interface ProcessCheckpoint {
  /** @internal */
  readonly memory: Checkpoint;
  /** @internal */
  readonly requests: number;
}

/** How a process is made. */
export interface ProcessOptions extends AddressSpaceOptions {
  /**
   * What takes the place of the interpreter's own start-up heap: the recorded pages and counts (the default),
   * or nothing, for a look at the program's memory alone.
   */
  readonly startUp?: 'recorded' | 'none';
}

/** What a class statement says, on addresses, with its `__del__`. */
export interface PyClassOptions extends ClassOptions {
  /** `__del__`: gets the address of the instance, which lives on if it is kept. */
  readonly del?: (self: number) => void;
}

/** CPython's functions on objects are part of a process: see objects/capi.ts. */
export interface Process extends CApi {}

/**
 * One simulated CPython process, as far as its memory goes.
 *
 * The methods with CPython's names take and return 64-bit addresses, as `id()` would show them, and
 * refuse a pointer that is not theirs. Code that needs speed uses `interpreter` and `pymalloc`, whose
 * pointers are words (memory/flat-memory.ts).
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor assigns what CApi declares
export class Process extends AllocatorFunctions {
  /** What it is a process of. */
  readonly version: Version;
  /** Layer 0: its address space, with the bytes. */
  readonly memory: AddressSpace;
  /** Layer 1: the C library's allocator. @internal */
  readonly malloc: Malloc;
  /** Layer 2: pymalloc. @internal */
  readonly pymalloc: PyMalloc;
  /** Layers 3 and 4: types, objects, free lists. @internal */
  readonly interpreter: Interpreter;
  /** The cyclic collector. @internal */
  readonly collector: Collector;
  /** The tracer of allocations. @internal */
  readonly tracer: Tracer;
  /** Python's module `gc`. */
  readonly gc: GcModule;
  /** Python's module `sys`, as far as memory goes. */
  readonly sys: SysModule;
  /** Python's module `tracemalloc`. */
  readonly tracemalloc: TracemallocModule;

  private readonly startUp: StartUpHeap | undefined;
  /** `__del__` of classes, and what callables do, by word. */
  private readonly finalizers: Map<number, (self: number) => void>;
  private readonly callables: Map<number, (argument: number) => void>;

  /** `boot` makes one. @param parent the process that this one is forked from. @internal */
  constructor(
    version: Version,
    options: ProcessOptions = {},
    parent?: Process,
    memory?: AddressSpace,
  ) {
    super(parent);
    this.version = version;
    this.memory = memory ?? (parent ? parent.memory.fork() : new AddressSpace(options));
    this.malloc = new Malloc(this.memory, parent?.malloc);
    this.pymalloc = new PyMalloc(this.memory, this.malloc, version, undefined, parent?.pymalloc);
    this.interpreter = new Interpreter(
      this.memory,
      this.malloc,
      this.pymalloc,
      version,
      parent?.interpreter,
    );
    installDealloc(this.interpreter);
    this.collector = new Collector(this.interpreter, parent?.collector);
    this.tracer = new Tracer(this.interpreter, parent?.tracer);
    this.finalizers = new Map(parent?.finalizers);
    this.callables = new Map(parent?.callables);
    this.gc = new GcModule(this.interpreter, this.collector);
    this.sys = new SysModule(this.interpreter);
    this.tracemalloc = new TracemallocModule(this.interpreter, this.tracer);

    if (parent) this.startUp = parent.startUp?.forkedInto(this.memory);
    else if (options.startUp !== 'none' && version.startUp) {
      // The limit is for the program: what the interpreter itself takes comes on top.
      const before = this.memory.mappedPages;
      this.startUp = StartUpHeap.map(this.memory, version.startUp);
      this.memory.limit += (this.memory.mappedPages - before) * 4096;
      this.interpreter.gc.startUpTracked = version.startUp.tracked;
    }
    this.collector.beforeFull = () => {
      if (this.interpreter.gc.startUpGeneration === 2) this.startUp?.collect();
    };
    Object.assign(
      this,
      bindCApi(this.interpreter, () => this.checkEvalBreaker()),
    );
    this.interpreter.callbacks = {
      finalize: (op) => this.interpreter.callOut(() => this.finalize(op)),
      weakref: (callback, ref) =>
        this.interpreter.callOut(() => this.callables.get(callback)?.(this.memory.addressOf(ref))),
    };
  }

  /** Whether the recorded start-up heap is there. */
  get startsUp(): boolean {
    return this.startUp !== undefined;
  }

  /** Python's types and modules have been made: what was recorded of them leaves RSS. @internal */
  interpreterIsThere(): void {
    this.startUp?.interpreterIsThere();
  }

  /** What the interpreter does between two instructions: a collection that is due (3.12 on). */
  private checkEvalBreaker(): void {
    if (this.interpreter.gc.scheduled) this.collector.collectGenerations();
    this.interpreter.raisePending();
  }

  // ---------------------------------------------------------------- classes and callables

  /** `type(name, bases, …)`: a class. Bases and attributes are addresses; a new reference. */
  PyType_New(name: string, options: PyClassOptions = {}): number {
    const { del, bases, attributes, ...rest } = options;
    const py = this.interpreter;
    const word = (address: number): number => liveObject(py, address);
    const type = PyType_New(py, name, {
      ...rest,
      finalizer: del !== undefined,
      ...(bases ? { bases: bases.map(word) } : {}),
      ...(attributes
        ? {
            attributes: Object.fromEntries(
              Object.entries(attributes).map(([key, address]) => [key, word(address)]),
            ),
          }
        : {}),
    });
    if (del) this.finalizers.set(type, del);
    this.checkEvalBreaker();
    return this.memory.addressOf(type);
  }

  private finalize(op: number): void {
    const py = this.interpreter;
    for (let type = py.typeOf(op); type !== 0; type = py.baseOf(type)) {
      const del = this.finalizers.get(type);
      if (!del) continue;
      del(this.memory.addressOf(op));
      return;
    }
  }

  /** A callable object, such as the callback of a weak reference: `call` gets its one argument. */
  PyCFunction_New(call: (argument: number) => void): number {
    const py = this.interpreter;
    const op = newFields(py, 'builtin_function_or_method', {});
    this.callables.set(op, call);
    return this.memory.addressOf(op);
  }

  // ---------------------------------------------------------------- fork, and going back in time

  /**
   * `fork()`: a child process that shares every page until one side stores to it. Both go on by
   * themselves; `smaps()` of each shows what is shared and what it wrote.
   */
  fork(): Process {
    return new Process(this.version, {}, this);
  }

  /** The process ends: its pages are no longer shared with anyone. */
  exit(): void {
    this.memory.exit();
  }

  /** A moment for `restore`. It costs the pages that are written after it, and no more. */
  checkpoint(): ProcessCheckpoint {
    return { memory: this.memory.checkpoint(), requests: this.requests.checkpoint() };
  }

  /**
   * Goes back to a checkpoint, which stays; those made after it are forgotten.
   * @throws UnknownCheckpoint
   */
  restore(checkpoint: ProcessCheckpoint): void {
    this.memory.restore(checkpoint.memory);
    this.requests.restore(checkpoint.requests);
    this.reload();
  }

  /**
   * Runs `body` and records every allocation, free, collection phase and mapping, and the reference
   * counts of the objects that are watched, so that the run can be stepped forward and back.
   */
  record(body: () => void, options: RecordOptions = {}): Recording<Process> {
    return Recording.of<Process>(this, body, options);
  }

  /** A process over a replica of its memory, for looking at its moments. @internal */
  over(replica: AddressSpace): Process {
    return new Process(this.version, {}, this, replica);
  }

  /** Looks at the memory again, after it was changed from outside. @internal */
  reload(): void {
    this.malloc.reload();
    this.pymalloc.arenas.reload();
    this.tracer.reload();
  }

  // ---------------------------------------------------------------- views

  /** Every arena with its pools. */
  arenas(): ArenaView[] {
    return arenaViews(this.pymalloc);
  }

  /** The pool around an address, or undefined. */
  pool(address: number): PoolView | undefined {
    return poolAt(this.pymalloc, address);
  }

  /** The blocks of a pool in address order, with the free list's order. */
  blocks(pool: PoolView): BlockView[] {
    return blockViews(this.pymalloc, pool);
  }

  /** The size classes of this version. */
  sizeClasses(): SizeClass[] {
    return sizeClasses(this.pymalloc);
  }

  /** Totals per size class and for all arenas. */
  stats(): PyMallocStats {
    return mallocStats(this.pymalloc);
  }

  /** `sys._debugmallocstats()`: pymalloc, then the free lists. */
  debugMallocStats(): string {
    return `${debugMallocStats(this.pymalloc)}${freeListStats(this.interpreter)}`;
  }

  /** The free lists with what is on them, next to be used first. */
  freeLists(): FreeListView[] {
    return this.interpreter.freeLists.views();
  }

  /**
   * The fields of the object at an address, by its type's struct, those before it in its block, and those of its
   * other blocks: a list's array, a dict's table. @throws StaleReference
   */
  inspect(address: number): Inspection {
    return inspect(this.interpreter, address);
  }

  /** The name of an object's type. @throws StaleReference */
  typeName(address: number): string {
    const py = this.interpreter;
    return py.typeName(py.typeOf(liveObject(py, address)));
  }

  /** The steps of the deallocations that `body` causes, in order: data for a chart. */
  traceDealloc(body: () => void): DeallocStep[] {
    return new DeallocTrace(this.interpreter).run(body);
  }

  /** What each layer holds, from RSS down to the blocks in use. */
  layers(): Layer[] {
    return layersOf(this);
  }

  /** The objects that can be reached from some, and who refers to whom. @throws StaleReference */
  objectGraph(roots: readonly number[], options?: GraphOptions): ObjectGraph {
    return objectGraph(this.interpreter, roots, options);
  }

  /** RSS, live bytes and pinned arenas of this moment, for a chart over time. */
  sample(step: number): MemorySample {
    return memorySample(this, step);
  }

  /** Walks the heap and proves its invariants. @throws HeapCorruption */
  check(): CheckReport {
    return check(this.pymalloc);
  }

  /** The memory lines of `/proc/self/status`, in bytes. */
  status(): ProcStatus {
    return procStatus(this.memory);
  }

  /** `/proc/self/smaps`: one entry per mapping, bytes. */
  smaps(): SmapsEntry[] {
    return smaps(this.memory);
  }

  /** `length` bytes from an address, with the names of the fields of a pool's header and of an object. */
  hexdump(address: number, length: number): string {
    const pool = this.pool(address);
    const known: Annotation[] = pool ? [...poolAnnotations(this.pymalloc, pool)] : [];
    const object = liveWord(this.interpreter, address);
    if (object) known.push({ address, layout: objectLayout(this.interpreter, object) });
    return hexdump(this.memory, address, length, known);
  }
}

/** The word of a live object, or 0. */
function liveWord(py: Interpreter, address: number): number {
  try {
    return liveObject(py, address);
  } catch {
    return 0;
  }
}
