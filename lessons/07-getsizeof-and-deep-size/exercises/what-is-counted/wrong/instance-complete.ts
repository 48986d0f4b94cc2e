export function leftOut(object: string): string[] {
  const items = ['list', 'tuple', 'dict'].includes(object) ? ['items'] : [];
  return [...items, 'rounding'];
}
