export function strSize(text: string): number {
  return 40 + new TextEncoder().encode(text).length + 1;
}
