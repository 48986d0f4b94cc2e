export function replayPool(blockSize: number, ops: ('malloc' | number)[]): number[] {
  const mallocs = ops.filter((op) => op === 'malloc').length;
  return Array.from({ length: mallocs }, (_, i) => 48 + i * blockSize);
}
