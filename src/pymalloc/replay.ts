import { Malloc } from '../malloc/malloc';
import {
  type AllocatorTrace,
  exhausted,
  parseTraces,
  prepareOps,
  TraceError,
} from '../malloc/trace';
import { AddressSpace } from '../memory/address-space';
import type { Version } from '../versions/types';
import { PyMalloc } from './pymalloc';
import { ArenaWord, PoolWord } from './structs';

/** A trace of pymalloc's calls: see malloc/trace.ts for `ops`. */
export interface PyMallocTrace extends AllocatorTrace {
  /** The arenas' base address modulo the pool size, bytes. */
  readonly arenaBaseModPool: number;
  /** The answers, where the file has them: see Replay. */
  readonly arena?: readonly number[];
  readonly offset?: readonly number[];
  readonly arenaEvents?: readonly (readonly [op: number, arena: number])[];
}

export interface TraceFile {
  /** The interpreter that was recorded, and those known to give the same addresses. */
  readonly python: string;
  readonly sameAddressesAs?: readonly string[];
  readonly traces: readonly PyMallocTrace[];
}

/** Where each op's block lies. */
export interface Replay {
  readonly name: string;
  /** Arena, numbered as arenas were obtained from 0; -1: the block is malloc's; -2: a free. */
  readonly arena: Int32Array;
  /** Bytes from the arena's start; -1 for malloc's blocks, -2 for a free. */
  readonly offset: Int32Array;
  /** `[op, +k]`: arena k (from 1) was obtained during op; `[op, -k]`: given back. */
  readonly arenaEvents: [op: number, arena: number][];
  /** Arenas obtained, most at once, and still there at the end. */
  readonly arenasObtained: number;
  readonly arenasPeak: number;
  readonly arenasLive: number;
  /** Blocks still allocated at the end, most at once, and bytes asked for in all. */
  readonly live: number;
  readonly peak: number;
  readonly requestedBytes: number;
  /** The heap as the trace left it. */
  readonly heap: PyMalloc;
}

/** Checks a parsed trace file, every op of it. @throws TraceError naming what is wrong with it. */
export function parseTraceFile(value: unknown): TraceFile {
  const { traces } = parseTraces<PyMallocTrace>(value);
  if (typeof (value as TraceFile).python !== 'string') {
    throw new TraceError('not a pymalloc trace: it has no "python" version');
  }
  for (const { name, arenaBaseModPool: base = 0 } of traces) {
    if (!Number.isInteger(base) || base < 0 || base % 16 !== 0) {
      throw new TraceError(`trace ${name}: arenaBaseModPool is ${base}, not a multiple of 16`);
    }
  }
  return value as TraceFile;
}

interface ArenaLog {
  readonly events: [op: number, arena: number][];
  op: number;
  obtained: number;
  live: number;
  peak: number;
  /** First word of an arena -> its number. */
  readonly numbers: Map<number, number>;
}

/** A fresh heap whose arenas start at the trace's offset from a pool boundary. */
function heapFor(version: Version, base: number, size: number): { heap: PyMalloc; log: ArenaLog } {
  const { poolSize } = version.pymalloc;
  if (base >= poolSize) {
    throw new TraceError(`arenaBaseModPool ${base} is not below the pool size ${poolSize}`);
  }
  const memory = new AddressSpace({ size });
  const log: ArenaLog = { events: [], op: 0, obtained: 0, live: 0, peak: 0, numbers: new Map() };
  const mapped = new Map<number, number>();
  const heap = new PyMalloc(
    memory,
    new Malloc(memory),
    version,
    version.pymalloc.poolHeader === 'outside'
      ? undefined
      : {
          alloc(bytes) {
            const whole = memory.mmap(bytes + 2 * poolSize);
            if (whole === 0) return 0;
            const misfit = ((whole + memory.wordBase) & (poolSize / 4 - 1)) * 4;
            const start = whole + ((base - misfit + poolSize) % poolSize) / 4;
            mapped.set(start, whole);
            log.numbers.set(start, log.obtained++);
            log.events.push([log.op, log.obtained]);
            if (++log.live > log.peak) log.peak = log.live;
            return start;
          },
          free(start, bytes) {
            memory.munmap(mapped.get(start)!, bytes + 2 * poolSize);
            log.events.push([log.op, -(log.numbers.get(start)! + 1)]);
            log.live--;
          },
        },
  );
  return { heap, log };
}

/** Runs a trace on a fresh heap and records where each block lies. @throws TraceError */
export function replay(trace: PyMallocTrace, version: Version): Replay {
  const { ops, slots, addressSpace } = prepareOps(trace);
  const { heap, log } = heapFor(version, trace.arenaBaseModPool ?? 0, addressSpace);
  const { memory } = heap;
  const blocks = new Int32Array(slots);
  const count = ops.length / 2;
  const arena = new Int32Array(count).fill(-2);
  const offset = new Int32Array(count).fill(-2);
  let live = 0;
  let peak = 0;
  let requestedBytes = 0;
  for (let op = 0; op < count; op++) {
    const slot = ops[2 * op]!;
    const n = ops[2 * op + 1]!;
    log.op = op;
    if (n === 0) {
      heap.free(blocks[slot]!);
      live--;
      continue;
    }
    const block = n > 0 ? heap.malloc(n) : heap.realloc(blocks[slot]!, -n);
    if (block === 0) throw exhausted(trace, op);
    blocks[slot] = block;
    requestedBytes += Math.abs(n);
    if (n > 0 && ++live > peak) peak = live;
    if (heap.owns(block)) {
      const index = memory.i32[heap.headerOf(block) + PoolWord.ARENAINDEX]!;
      const start = memory.loadPointer(
        heap.arenas.arenas + index * ArenaWord.WORDS + ArenaWord.ADDRESS,
      );
      arena[op] = log.numbers.get(start) ?? index;
      offset[op] = (block - start) * 4;
    } else {
      arena[op] = -1;
      offset[op] = -1;
    }
  }
  return {
    name: trace.name,
    arena,
    offset,
    arenaEvents: log.events,
    arenasObtained: heap.arenas.allocatedTotal,
    arenasPeak: heap.arenas.highwater,
    arenasLive: heap.arenas.current,
    live,
    peak,
    requestedBytes,
    heap,
  };
}

/** Runs a trace `rounds` times without recording; nanoseconds per op of the fastest round. */
export function timeReplay(
  trace: PyMallocTrace,
  version: Version,
  now: () => number,
  rounds = 3,
): number {
  const { ops, slots, addressSpace } = prepareOps(trace);
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const { heap } = heapFor(version, trace.arenaBaseModPool ?? 0, addressSpace);
    const blocks = new Int32Array(slots);
    const start = now();
    for (let i = 0; i < ops.length; i += 2) {
      const slot = ops[i]!;
      const n = ops[i + 1]!;
      if (n > 0) blocks[slot] = heap.malloc(n);
      else if (n === 0) heap.free(blocks[slot]!);
      else blocks[slot] = heap.realloc(blocks[slot]!, -n);
    }
    best = Math.min(best, now() - start);
  }
  return (best * 1e6) / (ops.length / 2);
}

/** The first op at which a replay differs from the answers in the trace, in words; or undefined. */
export function compareReplay(trace: PyMallocTrace, result: Replay): string | undefined {
  const { arena, offset, arenaEvents } = trace;
  if (!arena || !offset || !arenaEvents) {
    throw new TraceError(`trace ${trace.name} has no answers to compare with`);
  }
  const place = (a: number | undefined, o: number | undefined): string =>
    a === -2 ? 'a free' : a === -1 ? 'a block of malloc' : `arena ${a}, offset ${o}`;
  for (let op = 0; op < result.arena.length; op++) {
    if (result.arena[op] !== arena[op] || (arena[op]! >= 0 && result.offset[op] !== offset[op])) {
      const ours = place(result.arena[op], result.offset[op]);
      return `trace ${trace.name}, op ${op}: ${ours}; recorded: ${place(arena[op], offset[op])}`;
    }
  }
  if (arena.length !== result.arena.length) {
    return `trace ${trace.name}: ${result.arena.length} ops, ${arena.length} answers`;
  }
  const event = (e: readonly number[] | undefined): string =>
    !e ? 'nothing' : `op ${e[0]} ${e[1]! > 0 ? 'obtains' : 'gives back'} arena ${Math.abs(e[1]!)}`;
  for (let i = 0; i < Math.max(arenaEvents.length, result.arenaEvents.length); i++) {
    const ours = event(result.arenaEvents[i]);
    const theirs = event(arenaEvents[i]);
    if (ours !== theirs)
      return `trace ${trace.name}, arena event ${i}: ${ours}; recorded: ${theirs}`;
  }
  return undefined;
}
