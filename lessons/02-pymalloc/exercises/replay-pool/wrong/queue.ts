export function replayPool(blockSize: number, ops: ('malloc' | number)[]): number[] {
  const freed: number[] = [];
  const given: number[] = [];
  let untouched = 48;
  for (const op of ops) {
    if (op !== 'malloc') {
      freed.push(given[op]!);
      continue;
    }
    const reused = freed.shift();
    given.push(reused ?? untouched);
    if (reused === undefined) untouched += blockSize;
  }
  return given;
}
