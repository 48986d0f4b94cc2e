export function strSize(text: string): number {
  const largest = Math.max(0, ...[...text].map((character) => character.codePointAt(0)!));
  if (largest < 0x80) return 40 + text.length + 1;
  return 56 + (largest <= 0xff ? 1 : largest <= 0xffff ? 2 : 4) * (text.length + 1);
}
