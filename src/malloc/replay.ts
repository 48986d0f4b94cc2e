import { AddressSpace } from '../memory/address-space';
import { Malloc } from './malloc';
import { type AllocatorTrace, exhausted, parseTraces, prepareOps, TraceError } from './trace';

/** A trace of the C library's malloc, with its answers where the file has them: see MallocReplay. */
export interface MallocTrace extends AllocatorTrace {
  readonly offset?: readonly number[];
  readonly heapEnd?: readonly number[];
  readonly usable?: readonly number[];
}

export interface MallocTraceFile {
  /** The glibc that was recorded. */
  readonly glibc: string;
  readonly traces: readonly MallocTrace[];
}

/** Where each op's block lies. Bytes. */
export interface MallocReplay {
  readonly name: string;
  /** From the heap's start; -1: in a mapping of its own; -2: a free. */
  readonly offset: Int32Array;
  /** The program break after the op, from the heap's start. */
  readonly heapEnd: Float64Array;
  /** `malloc_usable_size`; 0 for a free. */
  readonly usable: Float64Array;
  readonly live: number;
  readonly peak: number;
  readonly requestedBytes: number;
  readonly malloc: Malloc;
}

/** Checks a parsed trace file of malloc's. @throws TraceError naming what is wrong with it. */
export function parseMallocTraceFile(value: unknown): MallocTraceFile {
  parseTraces<MallocTrace>(value);
  if (typeof (value as MallocTraceFile).glibc !== 'string') {
    throw new TraceError('not a malloc trace: it has no "glibc" version');
  }
  return value as MallocTraceFile;
}

/** Runs a trace in a fresh process. @throws TraceError */
export function replayMalloc(trace: MallocTrace): MallocReplay {
  const { ops, count, slots, requestedBytes, addressSpace } = prepareOps(trace);
  const memory = new AddressSpace({ size: addressSpace });
  const malloc = new Malloc(memory);
  const blocks = new Int32Array(slots);
  const offset = new Int32Array(count).fill(-2);
  const heapEnd = new Float64Array(count);
  const usable = new Float64Array(count);
  let live = 0;
  let peak = 0;
  for (let op = 0; op < count; op++) {
    const slot = ops[2 * op]!;
    const n = ops[2 * op + 1]!;
    if (n === 0) {
      malloc.free(blocks[slot]!);
      live--;
    } else {
      const block = n > 0 ? malloc.malloc(n) : malloc.realloc(blocks[slot]!, -n);
      if (block === 0) throw exhausted(trace, op);
      blocks[slot] = block;
      if (n > 0 && ++live > peak) peak = live;
      offset[op] = block < memory.brk ? (block - memory.brkStart) * 4 : -1;
      usable[op] = malloc.usableSize(block);
    }
    heapEnd[op] = (memory.brk - memory.brkStart) * 4;
  }
  return { name: trace.name, offset, heapEnd, usable, live, peak, requestedBytes, malloc };
}

/** The first op at which a replay differs from the answers in the trace, in words; or undefined. */
export function compareMallocReplay(trace: MallocTrace, result: MallocReplay): string | undefined {
  for (const field of ['offset', 'heapEnd', 'usable'] as const) {
    const answers = trace[field];
    if (!answers) throw new TraceError(`trace ${trace.name} has no answers to compare with`);
    if (answers.length !== result[field].length) {
      return `trace ${trace.name}: ${result[field].length} ops, ${answers.length} answers`;
    }
  }
  for (let op = 0; op < result.offset.length; op++) {
    for (const field of ['offset', 'heapEnd', 'usable'] as const) {
      const ours = result[field][op];
      const theirs = trace[field]![op];
      if (ours !== theirs)
        return `trace ${trace.name}, op ${op}: ${field} ${ours}; recorded: ${theirs}`;
    }
  }
  return undefined;
}

/** Runs a trace `rounds` times without recording; nanoseconds per op of the fastest round. */
export function timeMallocReplay(trace: MallocTrace, now: () => number, rounds = 3): number {
  const { ops, count, slots, addressSpace } = prepareOps(trace);
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const malloc = new Malloc(new AddressSpace({ size: addressSpace }));
    const blocks = new Int32Array(slots);
    const start = now();
    for (let i = 0; i < ops.length; i += 2) {
      const slot = ops[i]!;
      const n = ops[i + 1]!;
      if (n > 0) blocks[slot] = malloc.malloc(n);
      else if (n === 0) malloc.free(blocks[slot]!);
      else blocks[slot] = malloc.realloc(blocks[slot]!, -n);
    }
    best = Math.min(best, now() - start);
  }
  return (best * 1e6) / count;
}
