import type { Request } from '../solution';

export function reachKernel(log: Request[]): number[] {
  return log.flatMap(({ nbytes, pool }, i) =>
    (nbytes <= 512 ? !pool : Math.ceil((nbytes + 8) / 16) * 16 >= 131_072) ? [i] : [],
  );
}
