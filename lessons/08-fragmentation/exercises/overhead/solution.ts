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
  const report = { live: 0, sameSize: 0, anySize: 0 };
  for (const { blockSize, used } of pools) {
    if (blockSize === 0) report.anySize += poolSize;
    else {
      const blocks = Math.floor((poolSize - 48) / blockSize);
      report.live += used * blockSize;
      report.sameSize += (blocks - used) * blockSize;
    }
  }
  return report;
}
