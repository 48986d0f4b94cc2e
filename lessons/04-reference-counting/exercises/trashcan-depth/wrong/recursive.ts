export function survivors(
  counts: Record<string, number>,
  holds: Record<string, string[]>,
  released: string[],
): string[] {
  const left = { ...counts };
  const release = (name: string): void => {
    if (left[name] === undefined || --left[name] > 0) return;
    delete left[name];
    for (const item of holds[name] ?? []) release(item);
  };
  for (const name of released) release(name);
  return Object.keys(left).sort();
}
