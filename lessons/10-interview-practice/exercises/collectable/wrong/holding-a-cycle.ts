export function freedBy(
  refers: Record<string, string[]>,
  _variables: string[],
  name: string,
): string {
  const reach = (from: string): Set<string> => {
    const seen = new Set(refers[from] ?? []);
    for (const each of seen) for (const target of refers[each] ?? []) seen.add(target);
    return seen;
  };
  const all = [
    name,
    ...reach(name),
    ...Object.keys(refers).filter((each) => reach(each).has(name)),
  ];
  return all.some((each) => reach(each).has(each)) ? 'the collector' : 'reference counting';
}
