export function replayPool(blockSize: number, ops: ('malloc' | number)[]): number[] {
  throw new Error('not written yet');
}
