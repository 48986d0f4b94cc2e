import type { Runtime } from '../runtime/runtime';
import { asBigInt } from './index-numbers';

/*
 * Ranges (Objects/rangeobject.c).
 */

/** Start, step and length of a range. */
export function rangeOf(
  rt: Runtime,
  op: number,
): { start: bigint; stop: bigint; step: bigint; length: bigint } {
  const { py } = rt;
  const field = (name: string): bigint =>
    asBigInt(rt, py.load(op + (py.structs.offset('rangeobject', name) >> 2)));
  return {
    start: field('start'),
    stop: field('stop'),
    step: field('step'),
    length: field('length'),
  };
}
