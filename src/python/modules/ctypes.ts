import { asNumber } from '../objects/index-numbers';
import { newRef } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { newBytes, newFloat, newInt } from '../runtime/values';

import type { Define } from './define';

/** `M_MMAP_THRESHOLD`, for `mallopt`. */
const MMAP_THRESHOLD = -3;

/** `_ctypes`: what `ctypes` reads memory with, and two functions of the C library. */
export function ctypesModule(rt: Runtime, define: Define): void {
  const { memory } = rt.process;
  /** A number of `count` bytes, unsigned when the count is negative; with 0 a double. */
  const read = (address: number, size: number): number => {
    const bytes = Uint8Array.from(memory.loadBytes(address, Math.abs(size) || 8));
    if (size === 0) return newFloat(rt, new DataView(bytes.buffer).getFloat64(0, true));
    let value = 0n;
    for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
    return newInt(rt, size > 0 ? BigInt.asIntN(size * 8, value) : value);
  };
  define.call('_read', 2, 2, ([address, size]) =>
    read(asNumber(rt, address!), asNumber(rt, size!)),
  );
  define.call('_object_at', 1, 1, ([address]) => newRef(rt, memory.wordAt(asNumber(rt, address!))));
  const { malloc } = rt.process;
  define.call('_malloc_trim', 1, 1, ([pad]) => newInt(rt, malloc.trim(asNumber(rt, pad!)) ? 1 : 0));
  define.call('_mallopt', 2, 2, ([parameter, value]) => {
    const known = asNumber(rt, parameter!) === MMAP_THRESHOLD;
    if (known) malloc.setMmapThreshold(asNumber(rt, value!));
    return newInt(rt, known ? 1 : 0);
  });
  /** Up to the first NUL byte, without a size. */
  const length = (address: number): number => {
    let count = 0;
    while (memory.loadBytes(address + count, 1)[0] !== 0) count++;
    return count;
  };
  define.call('string_at', 1, 2, ([address, size]) => {
    const at = asNumber(rt, address!);
    const count = size === undefined ? -1 : asNumber(rt, size);
    return newBytes(rt, memory.loadBytes(at, count < 0 ? length(at) : count));
  });
}
