import type { Request } from '../solution';

export function reachKernel(log: Request[]): number[] {
  return log.flatMap(({ nbytes, pool, arena }, i) =>
    !pool && !arena && (nbytes <= 512 || Math.ceil((nbytes + 8) / 16) * 16 >= 131_072) ? [i] : [],
  );
}
