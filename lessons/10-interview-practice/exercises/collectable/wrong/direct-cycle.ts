export function freedBy(
  refers: Record<string, string[]>,
  _variables: string[],
  name: string,
): string {
  const inCycle = (each: string): boolean =>
    (refers[each] ?? []).some((to) => to === each || (refers[to] ?? []).includes(each));
  return inCycle(name) ||
    Object.keys(refers).some((each) => inCycle(each) && (refers[each] ?? []).includes(name))
    ? 'the collector'
    : 'reference counting';
}
