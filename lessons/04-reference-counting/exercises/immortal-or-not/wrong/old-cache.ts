export function moves(version: string, value: string): boolean {
  const immortals = Number(version.split('.')[1]) >= 12;
  return !(immortals && ['None', 'True', '()', '7'].includes(value));
}
