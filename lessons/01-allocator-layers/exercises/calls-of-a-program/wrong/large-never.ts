import type { Request } from '../solution';

export function reachKernel(log: Request[]): number[] {
  return log.flatMap(({ nbytes, pool, arena }, i) => (nbytes <= 512 && !pool && !arena ? [i] : []));
}
