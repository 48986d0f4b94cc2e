import type { Malloc } from '../malloc/malloc';
import type { ProcStatus } from '../memory/proc';
import { liveObject } from '../objects/capi';
import type { Interpreter } from '../objects/interpreter';
import { Kind } from '../objects/type-spec';
import { Visitor } from '../objects/visit';
import type { PyMallocStats } from '../pymalloc/stats';
import type { ArenaView } from '../pymalloc/views';
import type { Version } from '../versions/types';

/** What is measured of a process. */
interface Measured {
  readonly version: Version;
  readonly malloc: Malloc;
  status(): ProcStatus;
  stats(): PyMallocStats;
  arenas(): ArenaView[];
}

/** What one layer of a process holds, in bytes; the layers above it are part of it. */
export interface Layer {
  /** What it is called: `arenas (pymalloc)`. */
  readonly layer: string;
  /** What it holds. */
  readonly bytes: number;
}

/** From the pages that the kernel gave down to the blocks in use. */
export function layersOf(process: Measured): Layer[] {
  const stats = process.stats();
  const { poolSize, arenaSize } = process.version.pymalloc;
  const pools = stats.classes.reduce((sum, row) => sum + row.pools, 0);
  const { arena, mmapped } = process.malloc.stats;
  return [
    { layer: 'resident (RSS)', bytes: process.status().VmRSS },
    { layer: 'C library (malloc)', bytes: arena + mmapped },
    { layer: 'arenas (pymalloc)', bytes: stats.arenasCurrent * arenaSize },
    { layer: 'pools in use', bytes: pools * poolSize },
    { layer: 'blocks in use', bytes: stats.allocatedBytes },
  ];
}

/** Objects and who refers to whom. */
export interface ObjectGraph {
  /** The objects: the roots first, then as they are reached. */
  readonly nodes: readonly {
    /** `id()`. */
    readonly address: number;
    /** The name of its type. */
    readonly type: string;
    /** Its reference count. */
    readonly refcount: number;
    /** Where the graph starts. */
    readonly root: boolean;
  }[];
  /** The references. */
  readonly edges: readonly {
    /** The address of the object that refers. */
    readonly from: number;
    /** The address of the object that it refers to. */
    readonly to: number;
  }[];
}

/** What is shown of a graph of objects. */
export interface GraphOptions {
  /** Nodes at most; what lies beyond is left out. */
  readonly limit?: number;
  /** Whether what refers to nothing (numbers, strings) is shown too. */
  readonly atoms?: boolean;
}

/** The objects that can be reached from some, without types, modules and functions. */
export function objectGraph(
  py: Interpreter,
  roots: readonly number[],
  { limit = 60, atoms = false }: GraphOptions = {},
): ObjectGraph {
  const visitor = new Visitor(py);
  const containers = [Kind.LIST, Kind.TUPLE, Kind.DICT, Kind.SET, Kind.SUBTYPE];
  const isContainer = (op: number): boolean => containers.includes(py.kindOf(py.typeOf(op)));
  const start = roots.map((address) => liveObject(py, address));
  const queue = [...new Set(start)];
  const seen = new Set(queue);
  const edges: { from: number; to: number }[] = [];
  for (let i = 0; i < queue.length; i++) {
    const op = queue[i]!;
    if (!isContainer(op)) continue;
    visitor.forEach(op, (to) => {
      const wanted = isContainer(to) || (atoms && py.kindOf(py.typeOf(to)) !== Kind.TYPE);
      if (!wanted || (!seen.has(to) && seen.size >= limit)) return;
      if (!seen.has(to)) {
        seen.add(to);
        queue.push(to);
      }
      edges.push({ from: py.memory.addressOf(op), to: py.memory.addressOf(to) });
    });
  }
  return {
    nodes: queue.map((op) => ({
      address: py.memory.addressOf(op),
      type: py.typeName(py.typeOf(op)),
      refcount: py.refcnt(op),
      root: start.includes(op),
    })),
    edges,
  };
}

/** A moment of a run: what the process holds against what lives. Bytes. */
export interface MemorySample {
  /** The caller's count: the horizontal axis. */
  readonly step: number;
  /** What is resident. */
  readonly rss: number;
  /** Blocks in use. */
  readonly live: number;
  /** How many arenas there are. */
  readonly arenas: number;
  /** How many of them have less than a tenth in use, and something. */
  readonly pinned: number;
}

/** Measures a process now; `step` is the caller's count. */
export function memorySample(process: Measured, step: number): MemorySample {
  const arenas = process.arenas();
  const inUse = arenas.map(({ pools }) =>
    pools.reduce((sum, pool) => sum + pool.used * pool.blockSize, 0),
  );
  return {
    step,
    rss: process.status().VmRSS,
    live: process.stats().allocatedBytes,
    arenas: arenas.length,
    pinned: arenas.filter(({ size }, i) => inUse[i]! > 0 && inUse[i]! < size / 10).length,
  };
}
