export function writes(_version: string, actions: string[]): string[] {
  return actions.filter((action) => !['collect', 'new object'].includes(action));
}
