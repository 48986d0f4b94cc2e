export function slots(keys: number): number {
  let table = 8;
  while (table < keys) table *= 2;
  return table;
}
