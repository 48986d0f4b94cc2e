export function replayPool(blockSize: number, ops: ('malloc' | number)[]): number[] {
  const freed: number[] = [];
  const given: number[] = [];
  let untouched = 48;
  for (const op of ops) {
    if (op === 'malloc') {
      const reused = freed.pop();
      given.push(reused ?? untouched);
      if (reused === undefined) untouched += blockSize;
    } else {
      freed.push(given[op]!);
    }
  }
  return given;
}
