import { layoutStruct, wordOffset } from '../memory';

/*
 * The structures of Objects/obmalloc.c. Word offsets are exported as constants because the hot
 * paths index an Int32Array with them.
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

export const POOL_OVERHEAD = POOL_HEADER.size;
export const POOL_HEADER_WORDS = POOL_HEADER.size / 4;
export const COUNT = wordOffset(POOL_HEADER, 'ref.count');
export const FREEBLOCK = wordOffset(POOL_HEADER, 'freeblock');
export const NEXTPOOL = wordOffset(POOL_HEADER, 'nextpool');
export const PREVPOOL = wordOffset(POOL_HEADER, 'prevpool');
export const ARENAINDEX = wordOffset(POOL_HEADER, 'arenaindex');
export const SZIDX = wordOffset(POOL_HEADER, 'szidx');
export const NEXTOFFSET = wordOffset(POOL_HEADER, 'nextoffset');
export const MAXNEXTOFFSET = wordOffset(POOL_HEADER, 'maxnextoffset');

export const ARENA_WORDS = ARENA_OBJECT.size / 4;
export const ADDRESS = wordOffset(ARENA_OBJECT, 'address');
export const POOL_ADDRESS = wordOffset(ARENA_OBJECT, 'pool_address');
export const NFREEPOOLS = wordOffset(ARENA_OBJECT, 'nfreepools');
export const NTOTALPOOLS = wordOffset(ARENA_OBJECT, 'ntotalpools');
export const FREEPOOLS = wordOffset(ARENA_OBJECT, 'freepools');
export const NEXTARENA = wordOffset(ARENA_OBJECT, 'nextarena');
export const PREVARENA = wordOffset(ARENA_OBJECT, 'prevarena');

/** A pool that was never used for any size class (`DUMMY_SIZE_IDX`). */
export const DUMMY_SIZE_IDX = 0xffff;
