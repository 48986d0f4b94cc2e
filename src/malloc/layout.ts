import { layoutStruct } from '../memory/struct';

/*
 * The structures of glibc's malloc (malloc/malloc.c, 2.36) on x86-64. Sizes are bytes, offsets in the
 * enums are words; a chunk is named by the word at which its `mchunk_prev_size` stands.
 */

/** `struct malloc_chunk`; of a chunk in use, the fields from `fd` on are the caller's. */
export const MALLOC_CHUNK = layoutStruct('malloc_chunk', [
  ['mchunk_prev_size', 'u64'],
  ['mchunk_size', 'u64'],
  ['fd', 'pointer'],
  ['bk', 'pointer'],
  ['fd_nextsize', 'pointer'],
  ['bk_nextsize', 'pointer'],
]);

export const enum ChunkWord {
  PREV_SIZE = 0,
  SIZE = 2,
  /** What malloc returns points here (`chunk2mem`). */
  FD = 4,
  BK = 6,
  FD_NEXTSIZE = 8,
  BK_NEXTSIZE = 10,
  /** Behind the last field: `sizeof(struct malloc_chunk)`. */
  END = 12,
}

/** Flags in the low bits of `mchunk_size`. */
export const enum ChunkFlag {
  PREV_INUSE = 1,
  IS_MMAPPED = 2,
  ALL = 7,
}

export const enum Sizes {
  /** SIZE_SZ, CHUNK_HDR_SZ, MINSIZE, MALLOC_ALIGNMENT. */
  SIZE_SZ = 8,
  HEADER = 16,
  MINIMUM = 32,
  ALIGNMENT = 16,
  /** Below this, bins hold chunks of one size each (MIN_LARGE_SIZE). */
  LARGE = 1024,
  /** `global_max_fast`: the largest chunk that goes to a fast bin. */
  MAX_FAST = 128,
  /** Frees of this much or more consolidate the fast bins (FASTBIN_CONSOLIDATION_THRESHOLD). */
  CONSOLIDATE = 65536,
  /** `mp_.top_pad`, DEFAULT_MMAP_THRESHOLD, and how far that grows. */
  TOP_PAD = 131072,
  MMAP_THRESHOLD = 131072,
  MMAP_THRESHOLD_MAX = 33554432,
}

/** `struct malloc_state`, in words; `main_arena` is one. */
export const enum StateWord {
  HAVE_FASTCHUNKS = 2,
  FASTBINS = 4,
  TOP = 24,
  LAST_REMAINDER = 26,
  BINS = 28,
  /** 254 pointers further on. */
  BINMAP = 536,
  /** Behind it, what glibc keeps elsewhere: `mp_` and the thread's pointer to its cache. */
  MMAP_THRESHOLD = 550,
  TRIM_THRESHOLD = 552,
  MMAPPED_MEM = 554,
  MAX_SYSTEM_MEM = 556,
  TCACHE = 558,
  N_MMAPS = 560,
  /** Whether the thresholds stay as they are (`mp_.no_dyn_threshold`). */
  NO_DYN_THRESHOLD = 562,
  WORDS = 564,
}

export const enum Bins {
  FAST = 10,
  /** Bin 1 is the unsorted list, 2 to 63 the small, 64 to 126 the large bins. */
  COUNT = 128,
  MAP_WORDS = 4,
}

/** `tcache_perthread_struct`: 64 counts of two bytes, then 64 heads of lists. */
export const enum Tcache {
  BINS = 64,
  /** Entries a bin holds (`mp_.tcache_count`). */
  FILL = 7,
  BYTES = 640,
  /** Words from its start to the first head. */
  ENTRIES = 32,
  /** In an entry: the next one, and the key that marks it as free. */
  NEXT = 0,
  KEY = 2,
}

/** `checked_request2size`: the chunk for a request, header and all. */
export function request2size(bytes: number): number {
  return bytes <= 24 ? Sizes.MINIMUM : Math.ceil((bytes + Sizes.SIZE_SZ) / 16) * 16;
}

/** `csize2tidx`: the tcache bin of a chunk size; 64 and more: none. */
export function tcacheIndex(size: number): number {
  return (size - Sizes.MINIMUM) / 16;
}

export function fastbinIndex(size: number): number {
  return (size >>> 4) - 2;
}

/** The small or large bin of a chunk size (`bin_index`). */
export function binIndex(size: number): number {
  if (size < Sizes.LARGE) return size >>> 4;
  const steps = [
    [6, 48, 48],
    [9, 20, 91],
    [12, 10, 110],
    [15, 4, 119],
    [18, 2, 124],
  ] as const;
  for (const [shift, most, base] of steps) {
    const step = Math.floor(size / 2 ** shift);
    if (step <= most) return base + step;
  }
  return 126;
}
