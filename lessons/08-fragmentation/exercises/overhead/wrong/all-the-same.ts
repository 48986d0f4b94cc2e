import type { FreeSpace, Pool } from '../solution';

export function freeBytes(pools: Pool[], poolSize: number): FreeSpace {
  const report = { live: 0, sameSize: 0, anySize: 0 };
  for (const { blockSize, used } of pools) {
    report.live += used * blockSize;
    if (blockSize === 0) report.anySize += poolSize;
    else report.anySize += (Math.floor((poolSize - 48) / blockSize) - used) * blockSize;
  }
  return report;
}
