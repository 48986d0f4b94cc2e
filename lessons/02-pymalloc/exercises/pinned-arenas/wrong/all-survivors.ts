import type { LogEntry } from '../solution';

export function pinnedArenas(_arenaSize: number, log: LogEntry[]): string[] {
  const live = new Map<string, number>();
  for (const { op, id, address } of log) {
    if (op === 'malloc') live.set(id, address!);
    else live.delete(id);
  }
  return [...live.keys()].sort((a, b) => live.get(a)! - live.get(b)!);
}
