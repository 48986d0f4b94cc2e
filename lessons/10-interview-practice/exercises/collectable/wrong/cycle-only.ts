export function freedBy(
  refers: Record<string, string[]>,
  _variables: string[],
  name: string,
): string {
  const seen = new Set(refers[name] ?? []);
  for (const each of seen) for (const target of refers[each] ?? []) seen.add(target);
  return seen.has(name) ? 'the collector' : 'reference counting';
}
