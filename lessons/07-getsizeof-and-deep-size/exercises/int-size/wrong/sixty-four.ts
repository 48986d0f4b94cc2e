export function intSize(text: string): number {
  const value = BigInt(text);
  return value === 0n ? 28 : 32;
}
