export function moves(version: string, value: string): boolean {
  const minor = Number(version.split('.')[1]);
  const shared = ['None', 'True', '()', '7', ...(minor >= 15 ? ['1000'] : [])];
  return minor < 12 || !shared.includes(value);
}
