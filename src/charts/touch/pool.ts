import { Process } from '../../process';
import type { BlockView } from '../../pymalloc';
import { versionOf } from '../../versions';

/*
 * One pool of blocks: the reader drags how many bytes are asked for, allocates and frees, and sees which block comes next.
 */

/** What is asked of a pool. */
export interface PoolInput {
  /** The version: `3.12`. */
  readonly python: string;
  /** Bytes that each request asks for. */
  readonly size: number;
  /** In order: `ALLOCATE`, or the index of the block that is freed. */
  readonly moves: readonly number[];
}

/** The move that asks for a block. */
export const ALLOCATE = -1;

/** A block of the pool. */
export interface ShownBlock {
  /** Whether it is in use, free again, or was never handed out. */
  readonly state: BlockView['state'];
  /** Of free ones: 0 for the block that the next request gets, and so on. */
  readonly order: number | undefined;
}

/** A pool after some requests. Bytes. */
export interface ShownPool {
  /** What a request asks for. */
  readonly size: number;
  /** What it gets: 0 where pymalloc passes the request on. */
  readonly block: number;
  /** The whole pool. */
  readonly pool: number;
  /** What its header takes. */
  readonly header: number;
  /** How many blocks fit. */
  readonly capacity: number;
  /** What is left at its end. */
  readonly tail: number;
  /** Blocks in use. */
  readonly used: number;
  /** The first blocks, in the order of their addresses. */
  readonly blocks: readonly ShownBlock[];
  /** The index of the block that the next request gets; undefined when the pool is full. */
  readonly next: number | undefined;
  /** The index of the block that the last move handed out; undefined when it freed one. */
  readonly given: number | undefined;
  /** Whether the last move freed the last block, so that the arena has the pool back. */
  readonly returned: boolean;
}

/** Blocks that a picture has room for. */
const SHOWN = 48;

/** Plays the moves on an empty process, and looks at the pool. Moves that cannot be made are left out. */
export function playPool({ python, size, moves }: PoolInput): ShownPool {
  const version = versionOf(python);
  const { poolSize, smallRequestThreshold } = version.pymalloc;
  const process = new Process(version);
  const served = process.sizeClasses().find(({ from, to }) => from <= size && size <= to);
  if (!served || size > smallRequestThreshold)
    return {
      ...{ size, block: 0, pool: poolSize, header: 0, capacity: 0, tail: 0, used: 0 },
      ...{ blocks: [], next: undefined, given: undefined, returned: false },
    };
  const { blockSize, blocksPerPool: capacity } = served;
  // Where the pool will be: a process that is like this one says it.
  const twin = new Process(version);
  const start = twin.PyObject_Malloc(size);
  const { address } = twin.pool(start)!;
  const live = new Set<number>();
  let given: number | undefined;
  let returned = false;
  for (const move of moves) {
    if (move === ALLOCATE) {
      if (live.size === capacity) continue;
      given = (process.PyObject_Malloc(size) - start) / blockSize;
      live.add(given);
      returned = false;
    } else if (live.delete(move)) {
      process.PyObject_Free(start + move * blockSize);
      given = undefined;
      returned = live.size === 0;
    }
  }
  const blocks = blocksAt(process, address);
  const next = blocks.find(({ order }) => order === 0)?.index;
  return {
    size,
    block: blockSize,
    pool: poolSize,
    header: start - address,
    capacity,
    tail: poolSize - (start - address) - capacity * blockSize,
    used: live.size,
    blocks: Array.from({ length: Math.min(SHOWN, capacity) }, (_, i) => ({
      state: blocks[i]?.state ?? 'untouched',
      order: blocks[i]?.order,
    })),
    next: next ?? (blocks.length === 0 ? 0 : undefined),
    given,
    returned,
  };
}

/** The blocks of the pool; none before the first request, and when the system has its arena back. */
function blocksAt(process: Process, address: number): BlockView[] {
  const pools = process.arenas().flatMap((arena) => arena.pools);
  const pool = pools.find((each) => each.address === address);
  return pool ? process.blocks(pool) : [];
}
