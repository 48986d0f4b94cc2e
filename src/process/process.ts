import { Collector, GcModule } from '../gc';
import { Malloc } from '../malloc';
import {
  AddressSpace,
  type AddressSpaceOptions,
  type Annotation,
  type Checkpoint,
  type FieldValue,
  hex,
  hexdump,
  type ProcStatus,
  procStatus,
  readStruct,
  type SmapsEntry,
  smaps,
} from '../memory';
import {
  bindCApi,
  type CApi,
  type ClassOptions,
  type FreeListView,
  freeListStats,
  Interpreter,
  installDealloc,
  liveObject,
  newFields,
  objectLayout,
  PyError,
  PyType_New,
} from '../objects';
import {
  type ArenaView,
  arenaViews,
  type BlockView,
  blockViews,
  type CheckReport,
  check,
  debugMallocStats,
  mallocStats,
  type PoolView,
  PyMalloc,
  type PyMallocStats,
  poolAnnotations,
  poolAt,
  type SizeClass,
  sizeClasses,
} from '../pymalloc';
import { TracemallocModule, Tracer } from '../tracemalloc';
import type { Version } from '../versions';
import { type DeallocStep, DeallocTrace } from './dealloc-trace';
import { Recording, type RecordOptions } from './recording';
import { RequestLog } from './requests';
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

/** A pointer that the allocator did not give out, or that was freed already. */
export class InvalidAddress extends Error {
  override readonly name = 'InvalidAddress';
}

/** Bytes asked for and bytes given, of the blocks that are allocated now. */
export interface Requested {
  /** Size class, or -1 for blocks of malloc. */
  readonly szidx: number;
  /** Bytes of a block of the class; 0 for blocks of malloc. */
  readonly blockSize: number;
  readonly blocks: number;
  readonly requested: number;
  readonly given: number;
}

/** A moment of a process, for `restore`. */
export interface ProcessCheckpoint {
  readonly memory: Checkpoint;
  readonly requests: number;
}

export interface ProcessOptions extends AddressSpaceOptions {
  /**
   * What stands for the interpreter's own start-up heap: the recorded pages and counts (the default),
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
export class Process {
  readonly version: Version;
  /** Layer 0. */
  readonly memory: AddressSpace;
  /** Layer 1. */
  readonly malloc: Malloc;
  /** Layer 2. */
  readonly pymalloc: PyMalloc;
  /** Layers 3 and 4: types, objects, free lists. */
  readonly interpreter: Interpreter;
  readonly collector: Collector;
  readonly tracer: Tracer;
  /** Python's modules. */
  readonly gc: GcModule;
  readonly sys: SysModule;
  readonly tracemalloc: TracemallocModule;

  /** Address of each block given out here -> bytes asked for, as CPython's debug hooks keep it. */
  private readonly requests: RequestLog;
  private readonly startUp: StartUpHeap | undefined;
  /** `__del__` of classes, and what callables do, by word. */
  private readonly finalizers: Map<number, (self: number) => void>;
  private readonly callables: Map<number, (argument: number) => void>;

  /** @param of the process that this one is forked from. */
  constructor(version: Version, options: ProcessOptions = {}, of?: Process, memory?: AddressSpace) {
    this.version = version;
    this.memory = memory ?? (of ? of.memory.fork() : new AddressSpace(options));
    this.malloc = new Malloc(this.memory, of?.malloc);
    this.pymalloc = new PyMalloc(this.memory, this.malloc, version, undefined, of?.pymalloc);
    this.interpreter = new Interpreter(
      this.memory,
      this.malloc,
      this.pymalloc,
      version,
      of?.interpreter,
    );
    installDealloc(this.interpreter);
    this.collector = new Collector(this.interpreter, of?.collector);
    this.tracer = new Tracer(this.interpreter, of?.tracer);
    this.requests = new RequestLog(of?.requests);
    this.finalizers = new Map(of?.finalizers);
    this.callables = new Map(of?.callables);
    this.gc = new GcModule(this.interpreter, this.collector);
    this.sys = new SysModule(this.interpreter);
    this.tracemalloc = new TracemallocModule(this.interpreter, this.tracer);

    if (of) this.startUp = of.startUp?.of(this.memory);
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

  /** A moment to go back to. It costs the pages that are written after it, and no more. */
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
  record(body: () => void, options: RecordOptions = {}): Recording {
    return Recording.of(this, body, options);
  }

  /** A copy of the process for looking at its moments. */
  replica(): Process {
    return new Process(this.version, {}, this, this.memory.replica());
  }

  /** Makes a replica what its original was at a checkpoint of memory. @throws UnknownCheckpoint */
  showMoment(original: Process, moment: Checkpoint): void {
    this.memory.showMoment(original.memory, moment);
    this.reload();
  }

  /** Looks at the memory again, after it was changed from outside. */
  private reload(): void {
    this.malloc.reload();
    this.pymalloc.arenas.reload();
    this.tracer.reload();
  }

  // ---------------------------------------------------------------- CPython's allocator functions

  /** `PyObject_Malloc`: the address of a block of at least `nbytes` bytes; 0 when memory is exhausted. */
  PyObject_Malloc(nbytes: number): number {
    return this.remember(this.attempt(size(nbytes), false), nbytes);
  }

  /** `PyObject_Calloc`: as `PyObject_Malloc(nelem * elsize)`, filled with zeros. */
  PyObject_Calloc(nelem: number, elsize: number): number {
    return this.remember(this.attempt(size(nelem) * size(elsize), true), nelem * elsize);
  }

  /** `PyObject_Realloc`: the block's new address; NULL (0) as `address` allocates. */
  PyObject_Realloc(address: number, nbytes: number): number {
    const block = address === 0 ? 0 : this.block(address);
    let moved: number;
    try {
      moved = this.interpreter.realloc(block, size(nbytes));
    } catch (error) {
      return nullFor(error);
    }
    this.requests.delete(address);
    return this.remember(moved, nbytes);
  }

  /**
   * `PyObject_Free`; NULL (0) is ignored.
   * @throws InvalidAddress for a pointer that is not allocated, where CPython would corrupt its heap.
   */
  PyObject_Free(address: number): void {
    if (address === 0) return;
    const block = this.block(address);
    this.requests.delete(address);
    this.interpreter.free(block);
  }

  private attempt(nbytes: number, zeroed: boolean): number {
    try {
      return zeroed ? this.interpreter.calloc(nbytes) : this.interpreter.malloc(nbytes);
    } catch (error) {
      return nullFor(error);
    }
  }

  private remember(block: number, nbytes: number): number {
    if (block === 0) return 0;
    const address = this.memory.addressOf(block);
    this.requests.set(address, nbytes);
    return address;
  }

  private block(address: number): number {
    if (!this.requests.has(address)) {
      throw new InvalidAddress(
        `${typeof address === 'number' ? hex(address) : String(address)} is not an allocated block: ` +
          'it was freed already, or PyObject_Malloc never gave it out',
      );
    }
    return this.memory.wordAt(address);
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

  /** The fields of the object at an address, by its type's struct. @throws StaleReference */
  inspect(address: number): { readonly type: string; readonly fields: readonly FieldValue[] } {
    const layout = objectLayout(this.interpreter, liveObject(this.interpreter, address));
    const fields = readStruct(this.memory, address, layout);
    return { type: this.typeName(address), fields };
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

  /** Bytes asked for against bytes given, per size class, of the blocks allocated now. */
  requested(): Requested[] {
    const rows = new Map<number, { blocks: number; requested: number; given: number }>();
    for (const [address, nbytes] of this.requests.entries()) {
      const block = this.memory.wordAt(address);
      const ours = this.pymalloc.owns(block);
      const szidx = ours ? this.pymalloc.sizeClassOf(block) : -1;
      const row = rows.get(szidx) ?? { blocks: 0, requested: 0, given: 0 };
      row.blocks++;
      row.requested += nbytes;
      row.given += ours ? this.pymalloc.blockSize(szidx) : this.malloc.usableSize(block) + 8;
      rows.set(szidx, row);
    }
    return [...rows.entries()]
      .sort(([a], [b]) => a - b)
      .map(([szidx, row]) => ({
        szidx,
        blockSize: szidx < 0 ? 0 : this.pymalloc.blockSize(szidx),
        ...row,
      }));
  }

  /** What each layer holds, from RSS down to the blocks in use. */
  layers(): Layer[] {
    return layersOf(this);
  }

  /** The objects that can be reached from some, and who refers to whom. @throws StaleReference */
  objectGraph(roots: readonly number[], options?: GraphOptions): ObjectGraph {
    return objectGraph(this, roots, options);
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
    const object = isLive(this.interpreter, address);
    if (object) known.push({ address, layout: objectLayout(this.interpreter, object) });
    return hexdump(this.memory, address, length, known);
  }
}

function size(nbytes: number): number {
  if (!Number.isInteger(nbytes) || nbytes < 0) {
    throw new RangeError(`a size in bytes is a whole number from 0 up, not ${nbytes}`);
  }
  return nbytes;
}

/** The word of a live object, or 0. */
function isLive(py: Interpreter, address: number): number {
  try {
    return liveObject(py, address);
  } catch {
    return 0;
  }
}

/** CPython's allocators answer NULL where the simulator's functions on objects raise MemoryError. */
function nullFor(error: unknown): 0 {
  if (error instanceof PyError && error.type === 'MemoryError') return 0;
  throw error;
}
