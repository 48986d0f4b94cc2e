export function strSize(text: string): number {
  const points = [...text].map((character) => character.codePointAt(0)!);
  const largest = Math.max(0, ...points);
  const width = largest <= 0xff ? 1 : largest <= 0xffff ? 2 : 4;
  return 40 + width * (points.length + 1);
}
