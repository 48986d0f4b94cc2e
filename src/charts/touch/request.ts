import { Process } from '../../process';
import { PoolWord } from '../../pymalloc/structs';
import { versionOf } from '../../versions';

/*
 * Requests for so many bytes, one after the other: which layer answers each, and what it has to ask of those below.
 */

/** One thing that the reader does. */
export type RequestMove =
  /** Ask for so many bytes, so many times: once, where it does not say. */
  | {
      /** Bytes. */
      readonly ask: number;
      /** How often. */
      readonly times?: number;
    }
  /** Give all blocks back, the last one first. */
  | {
      /** What goes back. */
      readonly free: 'all';
    };

/** What was asked for and given back. */
export interface RequestInput {
  /** The version: `3.12`. */
  readonly python: string;
  /** In order. */
  readonly moves: readonly RequestMove[];
}

/** Who has the block: pymalloc in a pool, the C library in its heap, or the C library in a mapping of its own. */
export type RequestLayer = 'pymalloc' | 'heap' | 'mapping';

/** What answers a request: pymalloc's free block, its next pool, a new arena; else the C library. */
export type RequestStep = 'free block' | 'new pool' | 'new arena' | 'heap' | 'mapping';

/** A block that was asked for. */
export interface RequestBlock {
  /** Bytes that were asked for. */
  readonly bytes: number;
  /** Who has it. */
  readonly layer: RequestLayer;
  /** Bytes that it takes there, with what the layer adds. */
  readonly takes: number;
  /** Whether it was given back. */
  readonly freed: boolean;
}

/** Calls to the kernel. */
export interface KernelCalls {
  /** New mappings. */
  readonly mmap: number;
  /** Mappings that went back. */
  readonly munmap: number;
  /** Changes of where the heap ends. */
  readonly brk: number;
}

/** What the last move did. */
export interface RequestAnswer {
  /** Whether it gave the blocks back. */
  readonly freed: boolean;
  /** How many requests, or blocks that were given back. */
  readonly count: number;
  /** How many of the requests were answered in which way. */
  readonly steps: Readonly<Record<RequestStep, number>>;
  /** Calls to the kernel that it took. */
  readonly calls: KernelCalls;
}

/** All blocks, and what the last move did. */
export interface RequestState {
  /** The blocks, in the order in which they were asked for. */
  readonly blocks: readonly RequestBlock[];
  /** What the last move did; undefined before the first one. */
  readonly answer: RequestAnswer | undefined;
}

/** More bytes than this a reader cannot ask for at once. */
export const MOST_BYTES = 4_000_000;
/** More requests than this are not made. */
export const MOST_REQUESTS = 5000;

const MALLOC_HEAD = 8;
const NONE: Readonly<Record<RequestStep, number>> = {
  'free block': 0,
  'new pool': 0,
  'new arena': 0,
  heap: 0,
  mapping: 0,
};

/** Does the moves in a process that has run for a moment. @throws RangeError when there are too many */
export function sendRequests({ python, moves }: RequestInput): RequestState {
  const process = new Process(versionOf(python));
  warmUp(process);
  const blocks: (RequestBlock & { readonly address: number })[] = [];
  let answer: RequestAnswer | undefined;
  for (const move of moves) {
    const before = { ...process.memory.calls };
    const steps = { ...NONE };
    const freed = 'free' in move;
    const live = blocks.filter((block) => !block.freed);
    const count = freed ? live.length : (move.times ?? 1);
    if (freed) {
      for (const block of live.reverse()) process.PyObject_Free(block.address);
      blocks.splice(0, blocks.length, ...blocks.map((block) => ({ ...block, freed: true })));
    } else {
      if (blocks.length + count > MOST_REQUESTS)
        throw new RangeError(`more than ${MOST_REQUESTS} requests`);
      const bytes = Math.min(Math.max(0, Math.round(move.ask)), MOST_BYTES);
      for (let i = 0; i < count; i++) {
        const { mmap } = process.memory.calls;
        const address = process.PyObject_Malloc(bytes);
        const { step, ...block } = blockAt(process, address, process.memory.calls.mmap > mmap);
        blocks.push({ bytes, address, freed: false, ...block });
        steps[step]++;
      }
    }
    const { mmap, munmap, brk } = process.memory.calls;
    const calls = {
      mmap: mmap - before.mmap,
      munmap: munmap - before.munmap,
      brk: brk - before.brk,
    };
    answer = { freed, count, steps, calls };
  }
  return {
    blocks: blocks.map(({ bytes, layer, takes, freed }) => ({ bytes, layer, takes, freed })),
    answer,
  };
}

/** What ran before: each size of block is in use once, and the C library has begun its heap. */
function warmUp(process: Process): void {
  for (const { blockSize } of process.sizeClasses()) process.PyObject_Malloc(blockSize);
  process.PyObject_Malloc(1000);
}

/** Where a block lies, what it takes there, and how it was found. */
function blockAt(
  process: Process,
  address: number,
  mapped: boolean,
): Pick<RequestBlock, 'layer' | 'takes'> & { readonly step: RequestStep } {
  const { memory, pymalloc, version } = process;
  const word = memory.wordAt(address);
  if (pymalloc.owns(word)) {
    const pool = memory.wordAt(address - (address % version.pymalloc.poolSize));
    const isFirst = memory.i32[pool + PoolWord.COUNT] === 1;
    return {
      layer: 'pymalloc',
      takes: pymalloc.blockSize(pymalloc.sizeClassOf(word)),
      step: mapped ? 'new arena' : isFirst ? 'new pool' : 'free block',
    };
  }
  const { name } = memory.listMappings().find(({ start, end }) => start <= word && word < end)!;
  const layer = name === '[heap]' ? 'heap' : 'mapping';
  const head = layer === 'heap' ? MALLOC_HEAD : 2 * MALLOC_HEAD;
  return { layer, takes: process.malloc.usableSize(word) + head, step: layer };
}
