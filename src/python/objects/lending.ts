import type { Runtime } from '../runtime/runtime';

/*
 * Operands that CPython borrows for an operation (`LOAD_FAST_BORROW`, 3.14 on).
 */

/** An operation whose operands CPython borrows: references to them do not count meanwhile. */
export function lending<T>(rt: Runtime, operands: readonly number[], operation: () => T): T {
  const before = rt.lent.length;
  rt.lent.push(...operands);
  try {
    return operation();
  } finally {
    rt.lent.length = before;
  }
}

/** References that only the simulator takes. */
export function lentTimes(rt: Runtime, op: number): number {
  let times = 0;
  for (const each of rt.lent) if (each === op) times++;
  return times;
}
