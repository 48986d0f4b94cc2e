export interface LogEntry {
  op: 'malloc' | 'free';
  id: string;
  address?: number;
}

export function pinnedArenas(arenaSize: number, log: LogEntry[]): string[] {
  const live = new Map<string, number>();
  for (const { op, id, address } of log) {
    if (op === 'malloc') live.set(id, address!);
    else live.delete(id);
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
