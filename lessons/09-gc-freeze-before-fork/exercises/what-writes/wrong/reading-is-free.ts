export function writes(version: string, actions: string[]): string[] {
  const immortals = Number(version.split('.')[1]) >= 12;
  return actions.filter((action) => action === 'free' || (action === 'use None' && !immortals));
}
