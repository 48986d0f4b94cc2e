export function survivors(
  counts: Record<string, number>,
  _holds: Record<string, string[]>,
  released: string[],
): string[] {
  const left = { ...counts };
  for (const name of released) if (--left[name]! <= 0) delete left[name];
  return Object.keys(left).sort();
}
