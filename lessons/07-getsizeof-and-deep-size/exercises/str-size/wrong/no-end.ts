export function strSize(text: string): number {
  const points = [...text].map((character) => character.codePointAt(0)!);
  const largest = Math.max(0, ...points);
  if (largest < 0x80) return 40 + points.length;
  return 56 + (largest <= 0xff ? 1 : largest <= 0xffff ? 2 : 4) * points.length;
}
