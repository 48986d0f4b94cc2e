export function moves(_version: string, _value: string): boolean {
  return true;
}
