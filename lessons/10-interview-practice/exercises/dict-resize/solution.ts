export function slots(keys: number): number {
  let table = 8;
  for (let used = 0; used < keys; used++) {
    if (used < Math.floor((table * 2) / 3)) continue;
    let wanted = 8;
    while (wanted < used * 3) wanted *= 2;
    table = wanted;
  }
  return table;
}
