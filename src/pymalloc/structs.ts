import { layoutStruct } from '../memory/struct';

/*
 * The structures of Objects/obmalloc.c. The layouts are what views and dumps read; the enums are the
 * same offsets for the hot paths, which index an Int32Array with them. A test holds them together.
 */

/** `struct pool_header`, at the start of each pool. */
export const POOL_HEADER = layoutStruct('pool_header', [
  ['ref.count', 'u32'],
  ['freeblock', 'pointer'],
  ['nextpool', 'pointer'],
  ['prevpool', 'pointer'],
  ['arenaindex', 'u32'],
  ['szidx', 'u32'],
  ['nextoffset', 'u32'],
  ['maxnextoffset', 'u32'],
]);

/** `struct arena_object`, an entry of the table `arenas`. */
export const ARENA_OBJECT = layoutStruct('arena_object', [
  ['address', 'u64'],
  ['pool_address', 'pointer'],
  ['nfreepools', 'u32'],
  ['ntotalpools', 'u32'],
  ['freepools', 'pointer'],
  ['nextarena', 'pointer'],
  ['prevarena', 'pointer'],
]);

/** `arena_coverage_t`, a leaf of the radix tree: which part of 1 MiB arenas cover. */
export const ARENA_COVERAGE = layoutStruct('arena_coverage_t', [
  ['tail_hi', 'i32'],
  ['tail_lo', 'i32'],
]);

/** Where the fields of `pool_header` stand, in words from its start. */
export const enum PoolWord {
  COUNT = 0,
  FREEBLOCK = 2,
  NEXTPOOL = 4,
  PREVPOOL = 6,
  ARENAINDEX = 8,
  SZIDX = 9,
  NEXTOFFSET = 10,
  MAXNEXTOFFSET = 11,
  /** The whole header in words, and in bytes (`POOL_OVERHEAD`). */
  WORDS = 12,
  BYTES = 48,
}

/** Where the fields of `arena_object` stand, in words from its start. */
export const enum ArenaWord {
  ADDRESS = 0,
  POOL_ADDRESS = 2,
  NFREEPOOLS = 4,
  NTOTALPOOLS = 5,
  FREEPOOLS = 6,
  NEXTARENA = 8,
  PREVARENA = 10,
  WORDS = 12,
}

/** A pool that was never used for any size class (`DUMMY_SIZE_IDX`). */
export const DUMMY_SIZE_IDX = 0xffff;
