export function leftOut(object: string): string[] {
  const items = ['list', 'tuple'].includes(object) ? ['items'] : [];
  return [...items, ...(object === 'instance' ? ['attributes'] : []), 'rounding'];
}
