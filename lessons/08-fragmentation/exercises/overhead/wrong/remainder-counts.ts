import type { FreeSpace, Pool } from '../solution';

export function freeBytes(pools: Pool[], poolSize: number): FreeSpace {
  const report = { live: 0, sameSize: 0, anySize: 0 };
  for (const { blockSize, used } of pools) {
    if (blockSize === 0) report.anySize += poolSize;
    else {
      report.live += used * blockSize;
      report.sameSize += poolSize - 48 - used * blockSize;
    }
  }
  return report;
}
