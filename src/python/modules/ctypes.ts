import type { Runtime } from '../runtime/runtime';
import type { Define } from './index';

/** `_ctypes`: what `ctypes` reads memory with. */
export function ctypesModule(rt: Runtime, define: Define): void {
  const { memory } = rt.process;
  /** A number of so many bytes, unsigned when the count is negative; 0 stands for a double. */
  const read = (address: number, size: number): number => {
    const bytes = Uint8Array.from(memory.loadBytes(address, Math.abs(size) || 8));
    if (size === 0) return rt.float(new DataView(bytes.buffer).getFloat64(0, true));
    let value = 0n;
    for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
    return rt.int(size > 0 ? BigInt.asIntN(size * 8, value) : value);
  };
  define.call('_read', 2, 2, ([address, size]) => read(rt.number(address!), rt.number(size!)));
  define.call('_object_at', 1, 1, ([address]) => rt.I(memory.wordAt(rt.number(address!))));
  /** Up to the first NUL byte, without a size. */
  const length = (address: number): number => {
    let count = 0;
    while (memory.loadBytes(address + count, 1)[0] !== 0) count++;
    return count;
  };
  define.call('string_at', 1, 2, ([address, size]) => {
    const at = rt.number(address!);
    const count = size === undefined ? -1 : rt.number(size);
    return rt.bytes(memory.loadBytes(at, count < 0 ? length(at) : count));
  });
}
