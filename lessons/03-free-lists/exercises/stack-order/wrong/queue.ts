export function reuse(freed: string[], made: number, capacity: number): string[] {
  const list = freed.slice(0, capacity);
  return Array.from({ length: made }, () => list.shift() ?? 'new');
}
