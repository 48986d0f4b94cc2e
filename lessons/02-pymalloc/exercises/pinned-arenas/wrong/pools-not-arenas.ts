import type { LogEntry } from '../solution';

export function pinnedArenas(arenaSize: number, log: LogEntry[]): string[] {
  const live = new Map<string, number>();
  for (const { op, id, address } of log) {
    if (op === 'malloc') live.set(id, address!);
    else live.delete(id);
  }
  const pools = new Map<number, string[]>();
  for (const [id, address] of live) {
    const pool = Math.floor(address / (arenaSize / 64));
    pools.set(pool, [...(pools.get(pool) ?? []), id]);
  }
  return [...pools.values()]
    .filter((ids) => ids.length === 1)
    .map((ids) => ids[0]!)
    .sort((a, b) => live.get(a)! - live.get(b)!);
}
