import type { PymallocVersion } from './types';

/*
 * pymalloc changed three times between 3.8 and 3.15; each version names its era and states what is
 * its own. Source: Objects/obmalloc.c and Include/internal/pycore_obmalloc.h.
 */

/** To 3.8: 4 KiB pools, 256 KiB arenas, an empty arena goes back at once. */
export const smallArenas: PymallocVersion = {
  alignment: 16,
  poolSize: 4096,
  arenaSize: 256 * 1024,
  smallRequestThreshold: 512,
  poolHeader: 'in-pool',
  arenaRelease: 'always',
  arenaLookup: 'arena-index',
};

/** From 3.10: 16 KiB pools, 1 MiB arenas, a radix tree over 48-bit addresses. */
export const largeArenas: PymallocVersion = {
  ...smallArenas,
  poolSize: 16 * 1024,
  arenaSize: 1024 * 1024,
  arenaRelease: 'keep-last',
  arenaLookup: 'radix-tree',
  arenaMap: { topBits: 10, midBits: 10, botBits: 8 },
};

/** The radix tree over all 64 address bits. */
export const wideArenaMap = { topBits: 15, midBits: 15, botBits: 14 } as const;
