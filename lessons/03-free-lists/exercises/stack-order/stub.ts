export function reuse(freed: string[], made: number, capacity: number): string[] {
  throw new Error('not written yet');
}
