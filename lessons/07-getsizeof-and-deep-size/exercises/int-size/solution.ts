export function intSize(text: string): number {
  let rest = BigInt(text);
  if (rest < 0n) rest = -rest;
  let digits = 0;
  for (; rest > 0n; rest >>= 30n) digits++;
  return 24 + 4 * Math.max(1, digits);
}
