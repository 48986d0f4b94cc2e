export function moves(version: string, _value: string): boolean {
  return Number(version.split('.')[1]) < 12;
}
