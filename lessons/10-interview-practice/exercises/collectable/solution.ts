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
  const inCycle = (each: string): boolean => reach(each).has(each);
  const holders = Object.keys(refers).filter((each) => each === name || reach(each).has(name));
  return holders.some(inCycle) ? 'the collector' : 'reference counting';
}
