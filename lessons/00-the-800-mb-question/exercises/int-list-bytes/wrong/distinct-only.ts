export function intBytes(values: number[]): number {
  let bytes = 0;
  for (const value of new Set(values)) {
    if (value >= -5 && value <= 256) continue;
    let digits = 0;
    for (let rest = Math.abs(value); rest > 0; rest = Math.floor(rest / 2 ** 30)) digits++;
    bytes += Math.ceil((24 + 4 * digits) / 16) * 16;
  }
  return bytes;
}
