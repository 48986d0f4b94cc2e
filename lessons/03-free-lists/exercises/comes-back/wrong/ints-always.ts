export function sameId(_version: string, type: string, alive: number): boolean {
  const capacity = { float: 100, list: 80, int: 100 }[type] ?? 0;
  return alive >= 1 && alive <= capacity;
}
