export function strSize(text: string): number {
  const points = [...text].map((character) => character.codePointAt(0)!);
  const largest = Math.max(0, ...points);
  if (largest < 0x80) return 40 + points.length + 1;
  const width = largest <= 0xff ? 1 : largest <= 0xffff ? 2 : 4;
  return 56 + width * (points.length + 1);
}
