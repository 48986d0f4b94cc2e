export function residentPages(writes: [address: number, length: number][]): number {
  const pages = new Set<number>();
  for (const [address, length] of writes) {
    const last = Math.floor((address + length) / 4096);
    for (let page = Math.floor(address / 4096); page <= last; page++) pages.add(page);
  }
  return pages.size;
}
