import type { Line } from '../solution';

export function diesAfter(lines: Line[], name: string): number {
  const variables = new Map<string, Set<string>>();
  for (const [i, { makes, binds, deletes, returns }] of lines.entries()) {
    if (makes !== undefined) variables.set(makes, new Set([makes]));
    if (binds)
      variables.set(
        binds[0],
        new Set([...(variables.get(binds[0]) ?? []), ...(variables.get(binds[1]) ?? [])]),
      );
    if (deletes !== undefined) variables.delete(deletes);
    if (returns) variables.clear();
    if (
      lines.slice(0, i + 1).some((line) => line.makes === name) &&
      ![...variables.values()].some((held) => held.has(name))
    )
      return i;
  }
  return -1;
}
