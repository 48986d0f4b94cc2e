export function reuse(freed: string[], made: number, _capacity: number): string[] {
  const list = [...freed];
  return Array.from({ length: made }, () => list.pop() ?? 'new');
}
