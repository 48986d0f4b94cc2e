export function survivors(
  counts: Record<string, number>,
  holds: Record<string, string[]>,
  released: string[],
): string[] {
  const left = { ...counts };
  const stack = [...released];
  while (stack.length > 0) {
    const name = stack.pop()!;
    if (left[name] === undefined) continue;
    delete left[name];
    for (const item of holds[name] ?? []) stack.push(item);
  }
  return Object.keys(left).sort();
}
