export interface Pool {
  blockSize: number;
  used: number;
}

export interface FreeSpace {
  live: number;
  sameSize: number;
  anySize: number;
}

export function freeBytes(pools: Pool[], poolSize: number): FreeSpace {
  throw new Error('not written yet');
}
