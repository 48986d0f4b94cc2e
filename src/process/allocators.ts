import type { Malloc } from '../malloc/malloc';
import type { AddressSpace } from '../memory/address-space';
import { hex } from '../memory/errors';
import { PyError } from '../objects/errors';
import type { Interpreter } from '../objects/interpreter';
import type { PyMalloc } from '../pymalloc/pymalloc';
import { RequestLog } from './requests';

/** A pointer that the allocator did not give out, or that was freed already. */
export class InvalidAddress extends Error {
  /** The class's name, as an error's first word. */
  override readonly name = 'InvalidAddress';
}

/** Bytes asked for and bytes given, of the blocks that are allocated now. */
export interface Requested {
  /** Size class, or -1 for blocks of malloc. */
  readonly szidx: number;
  /** Bytes of a block of the class; 0 for blocks of malloc. */
  readonly blockSize: number;
  /** How many blocks. */
  readonly blocks: number;
  /** Bytes that were asked for. */
  readonly requested: number;
  /** Bytes of the blocks. */
  readonly given: number;
}

/** CPython's allocator functions on addresses, of blocks that they gave out themselves. */
export abstract class AllocatorFunctions {
  abstract readonly memory: AddressSpace;
  abstract readonly malloc: Malloc;
  abstract readonly pymalloc: PyMalloc;
  abstract readonly interpreter: Interpreter;

  /** Address of each block given out here -> bytes asked for, as CPython's debug hooks keep it. */
  protected readonly requests: RequestLog;

  /** @param parent the process that this one is forked from. */
  constructor(parent?: AllocatorFunctions) {
    this.requests = new RequestLog(parent?.requests);
  }

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

  /** `PyMem_RawMalloc`: from the C library, whatever the size; 0 when memory is exhausted. */
  PyMem_RawMalloc(nbytes: number): number {
    try {
      return this.remember(this.interpreter.rawMalloc(size(nbytes) || 1), nbytes);
    } catch (error) {
      return nullFor(error);
    }
  }

  /** `PyMem_RawFree`; NULL (0) is ignored. @throws InvalidAddress */
  PyMem_RawFree(address: number): void {
    if (address === 0) return;
    const block = this.block(address);
    this.requests.delete(address);
    this.interpreter.rawFree(block);
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
}

function size(nbytes: number): number {
  if (!Number.isInteger(nbytes) || nbytes < 0) {
    throw new RangeError(`a size in bytes is a whole number from 0 up, not ${nbytes}`);
  }
  return nbytes;
}

/** CPython's allocators answer NULL where the simulator's functions on objects raise MemoryError. */
function nullFor(error: unknown): 0 {
  if (error instanceof PyError && error.type === 'MemoryError') return 0;
  throw error;
}
