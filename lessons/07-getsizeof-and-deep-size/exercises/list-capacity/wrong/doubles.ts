export function sizes(appends: number): number[] {
  const result: number[] = [];
  let places = 0;
  for (let n = 1; n <= appends; n++) {
    if (n > places) places = Math.max(4, places * 2);
    result.push(56 + 8 * places);
  }
  return result;
}
