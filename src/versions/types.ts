/**
 * How an arena that has become empty is treated (Objects/obmalloc.c, `insert_to_freepool`):
 * - `always`: it goes back to the system at once;
 * - `keep-last`: it stays when it is the last in `usable_arenas` (3.9 on).
 */
export type ArenaRelease = 'always' | 'keep-last';

/**
 * How pymalloc decides whether an address is its own (`address_in_range`):
 * - `arena-index`: by the pool header's `arenaindex` and the table of arenas;
 * - `radix-tree`: by a three-level tree over the address bits (3.10 on).
 */
export type ArenaLookup = 'arena-index' | 'radix-tree';

/** Bits of an address that index each level of the radix tree (Include/internal/pycore_obmalloc.h). */
export interface ArenaMap {
  readonly topBits: number;
  readonly midBits: number;
  readonly botBits: number;
}

/** pymalloc's constants in one version. Sizes in bytes. */
export interface PymallocVersion {
  readonly alignment: 8 | 16;
  readonly poolSize: number;
  readonly arenaSize: number;
  /** `SMALL_REQUEST_THRESHOLD`: larger requests go to malloc. */
  readonly smallRequestThreshold: number;
  /** Where a pool's header stands: at the start of the pool, or (textbook) nowhere in it. */
  readonly poolHeader: 'in-pool' | 'outside';
  readonly arenaRelease: ArenaRelease;
  readonly arenaLookup: ArenaLookup;
  readonly arenaMap?: ArenaMap;
}

/** What differs between CPython versions, as data. */
export interface Version {
  /** `3.12`, or `textbook`. */
  readonly name: string;
  /** Releases known to behave so: those that were measured. */
  readonly measured: readonly string[];
  readonly pymalloc: PymallocVersion;
}
