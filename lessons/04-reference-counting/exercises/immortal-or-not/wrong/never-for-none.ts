export function moves(_version: string, value: string): boolean {
  return !['None', 'True', '()', '7'].includes(value);
}
