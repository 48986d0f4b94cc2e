export function residentPages(writes: [address: number, length: number][]): number {
  return writes.reduce(
    (sum, [address, length]) =>
      sum + Math.floor((address + length - 1) / 4096) - Math.floor(address / 4096) + 1,
    0,
  );
}
