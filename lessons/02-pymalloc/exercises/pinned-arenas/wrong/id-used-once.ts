import type { LogEntry } from '../solution';

export function pinnedArenas(arenaSize: number, log: LogEntry[]): string[] {
  const freed = new Set(log.filter((entry) => entry.op === 'free').map((entry) => entry.id));
  const live = new Map<string, number>();
  for (const { op, id, address } of log) {
    if (op === 'malloc' && !freed.has(id)) live.set(id, address!);
  }
  const arenas = new Map<number, string[]>();
  for (const [id, address] of live) {
    const arena = Math.floor(address / arenaSize);
    arenas.set(arena, [...(arenas.get(arena) ?? []), id]);
  }
  return [...arenas.values()]
    .filter((ids) => ids.length === 1)
    .map((ids) => ids[0]!)
    .sort((a, b) => live.get(a)! - live.get(b)!);
}
