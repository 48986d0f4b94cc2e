export function kernelCalls(sizes: number[]): number {
  return sizes.length;
}
