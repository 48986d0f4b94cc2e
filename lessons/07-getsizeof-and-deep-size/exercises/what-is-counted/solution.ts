export function leftOut(object: string): string[] {
  const items = ['list', 'tuple', 'dict'].includes(object) ? ['items'] : [];
  const attributes = object === 'instance' ? ['attributes'] : [];
  return [...items, ...attributes, 'rounding'];
}
