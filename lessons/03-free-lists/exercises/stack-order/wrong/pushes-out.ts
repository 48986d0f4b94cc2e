export function reuse(freed: string[], made: number, capacity: number): string[] {
  const list = freed.slice(-capacity);
  return Array.from({ length: made }, () => list.pop() ?? 'new');
}
