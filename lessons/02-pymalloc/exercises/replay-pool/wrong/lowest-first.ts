export function replayPool(blockSize: number, ops: ('malloc' | number)[]): number[] {
  let freed: number[] = [];
  const given: number[] = [];
  let untouched = 48;
  for (const op of ops) {
    if (op !== 'malloc') {
      freed.push(given[op]!);
      continue;
    }
    if (freed.length === 0) {
      given.push(untouched);
      untouched += blockSize;
    } else {
      const lowest = Math.min(...freed);
      freed = freed.filter((offset) => offset !== lowest);
      given.push(lowest);
    }
  }
  return given;
}
