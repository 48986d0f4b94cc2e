import type { LogEntry } from '../solution';

export function pinnedArenas(arenaSize: number, log: LogEntry[]): string[] {
  const live = new Map<string, number>();
  let first = Number.POSITIVE_INFINITY;
  for (const { op, id, address } of log) {
    if (op === 'malloc') {
      live.set(id, address!);
      first = Math.min(first, address!);
    } else live.delete(id);
  }
  const arenas = new Map<number, string[]>();
  for (const [id, address] of live) {
    const arena = Math.floor((address - first) / arenaSize);
    arenas.set(arena, [...(arenas.get(arena) ?? []), id]);
  }
  return [...arenas.values()]
    .filter((ids) => ids.length === 1)
    .map((ids) => ids[0]!)
    .sort((a, b) => live.get(a)! - live.get(b)!);
}
