export function collections(events: ('make' | 'die')[], threshold: number): number {
  let counter = 0;
  let runs = 0;
  for (const event of events) {
    if (event === 'die') counter = Math.max(0, counter - 1);
    else if (++counter > threshold) {
      runs++;
      counter = 0;
    }
  }
  return runs;
}
