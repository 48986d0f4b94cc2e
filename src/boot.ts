import { Malloc } from './malloc';
import {
  AddressSpace,
  type AddressSpaceOptions,
  type Checkpoint,
  hex,
  hexdump,
  type ProcStatus,
  procStatus,
  type SmapsEntry,
  smaps,
} from './memory';
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
} from './pymalloc';
import { DEFAULT_VERSION, type Version, versionOf } from './versions';

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

/** The sizes that were asked for, by address; with a journal, so that a checkpoint costs what changes. */
class RequestLog {
  private readonly sizes: Map<number, number>;
  /** Address and the size before, once there is a checkpoint. */
  private readonly journal: [address: number, before: number | undefined][] = [];
  private journaling = false;

  constructor(of?: RequestLog) {
    this.sizes = new Map(of?.sizes);
  }

  has(address: number): boolean {
    return this.sizes.has(address);
  }

  set(address: number, size: number): void {
    this.note(address);
    this.sizes.set(address, size);
  }

  delete(address: number): void {
    this.note(address);
    this.sizes.delete(address);
  }

  entries(): Iterable<[address: number, size: number]> {
    return this.sizes;
  }

  private note(address: number): void {
    if (this.journaling) this.journal.push([address, this.sizes.get(address)]);
  }

  checkpoint(): number {
    this.journaling = true;
    return this.journal.length;
  }

  restore(checkpoint: number): void {
    while (this.journal.length > checkpoint) {
      const [address, before] = this.journal.pop()!;
      if (before === undefined) this.sizes.delete(address);
      else this.sizes.set(address, before);
    }
  }
}

/**
 * One simulated CPython process, as far as its memory goes.
 *
 * The methods with CPython's names take and return 64-bit addresses, as `id()` would show them, and
 * refuse a pointer that is not theirs. Code that needs speed uses `pymalloc` itself, whose pointers
 * are words (memory/flat-memory.ts).
 */
export class Process {
  readonly version: Version;
  /** Layer 0. */
  readonly memory: AddressSpace;
  /** Layer 1. */
  readonly malloc: Malloc;
  /** Layer 2. */
  readonly pymalloc: PyMalloc;
  /** Address of each block given out here -> bytes asked for, as CPython's debug hooks keep it. */
  private readonly requests: RequestLog;

  /** @param of the process that this one is forked from. */
  constructor(version: Version, options: AddressSpaceOptions = {}, of?: Process) {
    this.version = version;
    this.memory = of ? of.memory.fork() : new AddressSpace(options);
    this.malloc = new Malloc(this.memory, of?.malloc);
    this.pymalloc = new PyMalloc(this.memory, this.malloc, version, undefined, of?.pymalloc);
    this.requests = new RequestLog(of?.requests);
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
    this.malloc.reload();
    this.pymalloc.arenas.reload();
  }

  // ---------------------------------------------------------------- CPython's allocator functions

  /** `PyObject_Malloc`: the address of a block of at least `nbytes` bytes; 0 when memory is exhausted. */
  PyObject_Malloc(nbytes: number): number {
    return this.remember(this.pymalloc.malloc(size(nbytes)), nbytes);
  }

  /** `PyObject_Calloc`: as `PyObject_Malloc(nelem * elsize)`, filled with zeros. */
  PyObject_Calloc(nelem: number, elsize: number): number {
    return this.remember(this.pymalloc.calloc(size(nelem), size(elsize)), nelem * elsize);
  }

  /** `PyObject_Realloc`: the block's new address; NULL (0) as `address` allocates. */
  PyObject_Realloc(address: number, nbytes: number): number {
    const block = address === 0 ? 0 : this.block(address);
    const moved = this.pymalloc.realloc(block, size(nbytes));
    if (moved === 0) return 0;
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
    this.pymalloc.free(block);
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

  /** The pymalloc part of `sys._debugmallocstats()`. */
  debugMallocStats(): string {
    return debugMallocStats(this.pymalloc);
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

  /** `length` bytes from an address; inside a pool with the names of the header's fields. */
  hexdump(address: number, length: number): string {
    const pool = this.pool(address);
    const known = pool ? poolAnnotations(this.pymalloc, pool) : [];
    return hexdump(this.memory, address, length, known);
  }
}

function size(nbytes: number): number {
  if (!Number.isInteger(nbytes) || nbytes < 0) {
    throw new RangeError(`a size in bytes is a whole number from 0 up, not ${nbytes}`);
  }
  return nbytes;
}

/**
 * A fresh simulated process.
 *
 * @param version `3.8` to `3.15`, a full release, or `textbook`; 3.14 when left out.
 * @throws UnknownVersion with the list of those there are.
 */
export function boot(
  version: string = DEFAULT_VERSION,
  options: AddressSpaceOptions = {},
): Process {
  return new Process(versionOf(version), options);
}
