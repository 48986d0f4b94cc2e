export function replayPool(blockSize: number, ops: ('malloc' | number)[]): number[] {
  const freed: number[] = [];
  const given: number[] = [];
  let untouched = 48;
  for (const op of ops) {
    if (op !== 'malloc') {
      freed.push(given[op]!);
    } else if (untouched + blockSize <= 16384) {
      given.push(untouched);
      untouched += blockSize;
    } else {
      given.push(freed.pop()!);
    }
  }
  return given;
}
