/** Formats an address as `/proc/self/maps` and gdb do: lower-case hexadecimal, no padding. */
export function hex(address: number): string {
  return `0x${address.toString(16)}`;
}

/**
 * A simulated SIGSEGV: an access outside every mapping.
 * `nearest` describes the mapping closest to the address, as the first thing to look at.
 */
export class SegmentationFault extends Error {
  /** The class's name, as an error's first word. */
  override readonly name = 'SegmentationFault';
  constructor(
    /** What was asked for. */
    readonly address: number,
    /** What was done there. */
    readonly access: 'load' | 'store' | 'unmap',
    /** The mapping that lies closest. */
    readonly nearest: string,
  ) {
    super(`segmentation fault: ${access} at ${hex(address)}, outside every mapping (${nearest})`);
  }
}

/** An argument no system call would accept (`EINVAL`): an unaligned address, a length of zero. */
export class InvalidArgument extends Error {
  override readonly name = 'InvalidArgument';
}
