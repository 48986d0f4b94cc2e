export interface Request {
  nbytes: number;
  pool: boolean;
  arena: boolean;
}

export function reachKernel(log: Request[]): number[] {
  return log.flatMap(({ nbytes, pool, arena }, i) => {
    const reaches = nbytes <= 512 ? !pool && !arena : Math.ceil((nbytes + 8) / 16) * 16 >= 131_072;
    return reaches ? [i] : [];
  });
}
