export function slots(keys: number): number {
  let table = 8;
  for (let used = 0; used < keys; used++) if (used >= Math.floor((table * 2) / 3)) table *= 4;
  return table;
}
