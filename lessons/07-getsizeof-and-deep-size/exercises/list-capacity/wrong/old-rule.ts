export function sizes(appends: number): number[] {
  const result: number[] = [];
  let places = 0;
  for (let n = 1; n <= appends; n++) {
    if (n > places) places = n + (n >> 3) + (n < 9 ? 3 : 6);
    result.push(56 + 8 * places);
  }
  return result;
}
