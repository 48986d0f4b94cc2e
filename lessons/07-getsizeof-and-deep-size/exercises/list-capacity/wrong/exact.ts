export function sizes(appends: number): number[] {
  return Array.from({ length: appends }, (_, i) => 56 + 8 * (i + 1));
}
