import type { Inspection } from '../process/inspect';
import type { BlockPlace } from '../pymalloc/views';

/*
 * What a recorded run says: plain data, as it goes from a worker to a page and into a JSON document
 * (docs/recording.md). Addresses are numbers, as `id()` gives them. Sizes are bytes. Steps count from 0.
 */

/** One block that came, went or changed its size while a line ran, also inside a call to C code. */
export interface BlockEvent {
  /** What happened. */
  readonly kind: 'allocated' | 'freed' | 'resized';
  /** The block; of one that moved, where it is now. */
  readonly address: number;
  /** Bytes that were asked for; of a freed block 0 when it is older than the recording. */
  readonly nbytes: number;
  /** Who served the request: pymalloc up to 512 bytes, beyond that the C library. */
  readonly domain: 'pymalloc' | 'malloc';
  /** The line of the program that was running, from 1. */
  readonly line: number;
  /** Of a block that was resized: where it was. */
  readonly from?: number;
}

/** Memory that the system gave, or got back, while a line ran. */
export interface MappingEvent {
  /** What happened (`mmap` and `munmap`, or the program break moved). */
  readonly kind: 'mapped' | 'unmapped';
  /** The first address. */
  readonly address: number;
  /** Bytes. */
  readonly nbytes: number;
}

/** One collection of the cyclic garbage collector. */
export interface CollectionEvent {
  /** 0, 1 or 2. */
  readonly generation: number;
  /** The line of the program that was running when it began, from 1. */
  readonly line: number;
  /** Objects that nothing outside reaches. */
  readonly found: number;
  /** How many of them were cleared: the others came back to life in a finalizer. */
  readonly freed: number;
  /** The first of those that were found, before they were cleared. */
  readonly objects: readonly {
    /** `id()`. */
    readonly address: number;
    /** The name of its type. */
    readonly type: string;
  }[];
}

/**
 * What is worth saying about a step, as data: a page makes sentences of it and need not guess. `first` is
 * true when it had not happened before in the run.
 */
export type StepFact =
  | {
      /** A name holds an object that it did not hold before; of a call that began, also its arguments. */
      readonly kind: 'bound';
      /** The name. */
      readonly name: string;
      /** The function that it is in; `<module>` for the program itself. */
      readonly function: string;
      /** What kind of name it is. */
      readonly scope: NameState['scope'];
      /** The object. */
      readonly address: number;
      /** The object that it held; missing when the name is new. */
      readonly before?: number;
    }
  | {
      /** A name is gone, and not because its call is over. */
      readonly kind: 'unbound';
      /** The name. */
      readonly name: string;
      /** The function that it was in. */
      readonly function: string;
      /** What kind of name it was. */
      readonly scope: NameState['scope'];
      /** The object that it held. */
      readonly address: number;
    }
  | {
      /** Arenas were taken from the system. */
      readonly kind: 'arenas-obtained';
      /** How many. */
      readonly count: number;
      /** Whether it had not happened before in the run. */
      readonly first: boolean;
    }
  | {
      /** Arenas went back to the system. */
      readonly kind: 'arenas-returned';
      /** How many. */
      readonly count: number;
      /** Whether it had not happened before in the run. */
      readonly first: boolean;
    }
  | {
      /** Many blocks died, and no arena went back: `pinned` arenas have less than a tenth in use. */
      readonly kind: 'arenas-pinned';
      /** Arenas that have something in use, and less than a tenth. */
      readonly pinned: number;
      /** How many were freed. */
      readonly freed: number;
    }
  | {
      /** A container outgrew its array or table: it moved, or was extended in place. */
      readonly kind: 'container-grew';
      /** The container. */
      readonly address: number;
      /** The name of its type. */
      readonly type: string;
      /** The field that points to the block: `ob_item`, `ma_keys`. */
      readonly part: string;
      /** Bytes that it was. */
      readonly from: number;
      /** Bytes that it is. */
      readonly to: number;
      /** Whether it is at another address now. */
      readonly moved: boolean;
    }
  | {
      /** The collector ran. */
      readonly kind: 'collected';
      /** 0, 1 or 2. */
      readonly generation: number;
      /** Unreachable objects. */
      readonly found: number;
      /** How many were freed. */
      readonly freed: number;
      /** It called finalizers whose lines are steps of their own: it ends in a later step. */
      readonly goesOn?: true;
    }
  | {
      /** A collection that began in a step before is over: the finalizers that it called have run. */
      readonly kind: 'collection-ended';
      /** 0, 1 or 2. */
      readonly generation: number;
      /** The line in which it began. */
      readonly line: number;
      /** How many objects were freed. */
      readonly freed: number;
    }
  | {
      /** Objects became unreachable, and wait for the collector. */
      readonly kind: 'unreachable';
      /** How many. */
      readonly count: number;
    }
  | {
      /** Dead objects went to a free list of their type, not back to pymalloc. */
      readonly kind: 'kept';
      /** The free list: `list`, `tuple2`. */
      readonly list: string;
      /** How many. */
      readonly count: number;
    }
  | {
      /** New objects came from a free list, without a call to the allocator. */
      readonly kind: 'reused';
      /** The free list: `list`, `tuple2`. */
      readonly list: string;
      /** How many. */
      readonly count: number;
    }
  | {
      /** Large blocks were mapped apart, outside arenas and heap. */
      readonly kind: 'mapped' | 'unmapped';
      /** Bytes. */
      readonly bytes: number;
    };

/** What one step did, and the process's figures after it. A step is one line that ran. */
export interface RecordedStep {
  /** Its number, from 0. Step 0 is the start: no line has run. */
  readonly step: number;
  /** The line that ran, from 1; 0 at the start. Of a sampled recording the last one of those that ran. */
  readonly line: number;
  /** The function that it is in; `<module>` outside of one. */
  readonly function: string;
  /** How many calls deep that is, from 1; 0 at the start. */
  readonly depth: number;
  /** How many lines it covers: 1 unless the recording is sampled. */
  readonly lines: number;
  /** Blocks that were allocated. */
  readonly allocated: number;
  /** Blocks that were freed. */
  readonly freed: number;
  /** Bytes asked for, in blocks that came less in blocks that went. */
  readonly bytes: number;
  /** Resident memory after it (VmRSS). */
  readonly rss: number;
  /** Bytes of pymalloc's blocks in use after it. */
  readonly inBlocks: number;
  /** Arenas after it. */
  readonly arenaCount: number;
  /** Collections that began in it. */
  readonly collections: readonly CollectionEvent[];
  /** The type of an exception that it raised and that the program handled: an `except`, `finally` or `with` is next. */
  readonly raised?: string;
}

/** A name and the object that it holds. */
export interface NameState {
  /** The name. */
  readonly name: string;
  /** `cell` is a variable that functions share (a closure's). */
  readonly scope: 'global' | 'local' | 'cell';
  /** The object. */
  readonly address: number;
}

/** One call that is under way, with its names. */
export interface FrameState {
  /** The function; `<module>` for the program itself. */
  readonly function: string;
  /** What it is a call of. */
  readonly kind: 'module' | 'class' | 'function';
  /** The line that it is at, from 1. */
  readonly line: number;
  /** Whether it belongs to a thread that waits while another runs. */
  readonly waiting?: true;
  /** The names that are bound, in the order of the frame's slots; of a module or class in the order of its dict. */
  readonly names: readonly NameState[];
}

/** One reference that an object holds. */
export interface ObjectEdge {
  /**
   * By what it is found: the index in a sequence, the key of a dict, the item of a set, an attribute, or a field
   * of the C struct. A key that holds other objects is one of the field `me_key`; a variable of a frame or generator
   * is a field under its own name.
   */
  readonly kind: 'index' | 'key' | 'item' | 'attribute' | 'field';
  /** The index, the key's `repr`, the attribute or the field; empty for an item of a set. */
  readonly label: string;
  /** The object that it refers to. */
  readonly to: number;
}

/** A block of an object's own beside its main one: `ob_item` of a list, `ma_keys` of a dict, `__dict__`. */
export interface ObjectPart {
  /** The field that points to it. */
  readonly name: string;
  /** Where it begins. */
  readonly address: number;
  /** Bytes that were asked for. */
  readonly nbytes: number;
  /** Where it lies; missing for a block of the C library's. */
  readonly place?: BlockPlace;
}

/** An object at one moment. */
export interface ObjectState {
  /** `id()`. */
  readonly address: number;
  /** The name of its type. */
  readonly type: string;
  /** Its reference count; of an immortal object null (3.12 on). */
  readonly refcount: number | null;
  /** A short `repr`, made without running or allocating anything. */
  readonly value: string;
  /** Items of a container. */
  readonly length?: number;
  /** `sys.getsizeof`. */
  readonly size: number;
  /** The first byte of its block: before the object there may be the collector's head. */
  readonly start: number;
  /** Where its block lies; missing for what is not in an arena. */
  readonly place?: BlockPlace;
  /** Its other blocks. */
  readonly parts: readonly ObjectPart[];
  /** Whether the collector tracks it. */
  readonly tracked: boolean;
  /** Whether no name and no frame reaches it: it waits for the collector. */
  readonly unreachable: boolean;
  /** The step that allocated its block; missing when it is older than the recording. */
  readonly step?: number;
  /** The references that it holds, in order, up to a limit per container. */
  readonly edges: readonly ObjectEdge[];
  /** How many references are left out. */
  readonly more: number;
}

/** A pool at one moment. */
export interface PoolMap {
  /** Its place in the arena, from 0. */
  readonly index: number;
  /** Bytes of a block. */
  readonly blockSize: number;
  /** Blocks in use. */
  readonly used: number;
  /** Blocks that fit. */
  readonly capacity: number;
  /**
   * Its blocks in address order, as runs of a letter and a number: `u35k12f1n207`. `u` in use, `k` dead and on a
   * free list of objects, `g` unreachable, `f` free, `n` never touched. Empty where the state has more pools that
   * are partly in use than it was to give block by block: `pool` of the recording tells of one.
   */
  readonly blocks: string;
}

/** An arena at one moment: its pools that were ever used. */
export interface ArenaMapState {
  /** Index in the table `arenas`. */
  readonly index: number;
  /** Where it begins. */
  readonly address: number;
  /** Pools that fit. */
  readonly npools: number;
  /** Pools that were used at least once, in address order. */
  readonly pools: readonly PoolMap[];
}

/** Dead objects that wait for the next of their type. */
export interface FreeListState {
  /** `list`, `float`; tuples have one for each length: `tuple2`. */
  readonly name: string;
  /** Objects at most. */
  readonly capacity: number;
  /** The objects, the next to be used first. */
  readonly addresses: readonly number[];
}

/** Everything that is shown of one step: the state after its line ran. */
export interface StepState {
  /** Which step. */
  readonly step: number;
  /** The calls under way, the innermost first, then those of threads that wait; the program itself is the last. */
  readonly frames: readonly FrameState[];
  /** What the names reach, then what is unreachable; up to a limit. */
  readonly objects: readonly ObjectState[];
  /** Objects that are left out. */
  readonly moreObjects: number;
  /** pymalloc's heap. */
  readonly arenas: readonly ArenaMapState[];
  /** The free lists that have something. */
  readonly freeLists: readonly FreeListState[];
  /** What is worth saying. */
  readonly facts: readonly StepFact[];
}

/** How a recorded run ended. */
export type RunEnd =
  | {
      /** The program ran to its end, or called `sys.exit`. */
      readonly kind: 'finished';
      /** What it would exit with. */
      readonly status: number;
    }
  | {
      /** An exception that nobody caught: Python's own traceback. */
      readonly kind: 'failed';
      /** The text that Python prints. */
      readonly traceback: string;
    }
  | {
      /** The recording stopped the program: it took too many lines, too much time or too much memory. */
      readonly kind: 'stopped';
      /** Which limit. */
      readonly limit: 'lines' | 'seconds' | 'bytes';
      /** The limit, in lines, seconds or bytes. */
      readonly value: number;
    };

/** What a run was recorded of, and how. */
export interface RecordingInfo {
  /** The version: `3.12`. */
  readonly python: string;
  /** The program. */
  readonly source: string;
  /** As tracebacks name it. */
  readonly filename: string;
  /** Bytes of a pool. */
  readonly poolSize: number;
  /** Bytes of an arena. */
  readonly arenaSize: number;
  /** Lines that ran. */
  readonly lines: number;
  /** 1 when each line is a step; 10 when only every tenth is. */
  readonly every: number;
  /** How it ended. */
  readonly end: RunEnd;
}

/** An object in a document, with its bytes. */
export interface DocumentObject extends ObjectState {
  /** The bytes of its block from `start` on, as hexadecimal digits; of a long one the first. */
  readonly bytes: string;
  /** The fields before it, its own, and those of its other blocks. */
  readonly memory: Inspection;
}

/** A step of a document: what it did, and the state after it as a difference to the step before. */
export interface DocumentStep extends RecordedStep {
  /** The calls under way, the innermost first. */
  readonly frames: readonly FrameState[];
  /** Blocks that came and went: the first of them. */
  readonly events: readonly BlockEvent[];
  /** What the system gave and got back. */
  readonly mappings: readonly MappingEvent[];
  /** Objects that are new, or not as they were. */
  readonly objects: readonly DocumentObject[];
  /** Objects that are not shown any more. */
  readonly gone: readonly number[];
  /** All objects in order, where it is not that of the step before with the new ones behind. */
  readonly order?: readonly number[];
  /** Objects that are left out. */
  readonly moreObjects: number;
  /** Arenas that are new or not as they were, with those pools only that changed. */
  readonly arenas: readonly ArenaMapState[];
  /** Indices of arenas that went back. */
  readonly returned: readonly number[];
  /** The free lists that have something. */
  readonly freeLists: readonly FreeListState[];
  /** What is worth saying. */
  readonly facts: readonly StepFact[];
}

/** A recorded run as a JSON document (`assets/schemas/recording.v1.schema.json`, docs/recording.md). */
export interface RecordingDocument extends RecordingInfo {
  /** What it is. */
  readonly format: 'heaplab-recording';
  /** The version of the format. */
  readonly version: 1;
  /** The steps, the start first. */
  readonly steps: readonly DocumentStep[];
}
