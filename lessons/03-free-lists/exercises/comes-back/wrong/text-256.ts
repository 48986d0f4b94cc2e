export function sameId(version: string, type: string, alive: number): boolean {
  const modern = Number(version.split('.')[1]) >= 14;
  const capacity = { float: 256, list: 80, int: modern ? 100 : 0 }[type] ?? 0;
  return alive >= 1 && alive <= capacity;
}
