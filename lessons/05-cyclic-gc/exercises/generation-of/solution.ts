export function generationOf(events: string[]): number {
  let generation = 0;
  for (const event of events) {
    if (event === 'freeze') generation = 3;
    else if (event === 'unfreeze') generation = generation === 3 ? 2 : generation;
    else {
      const collected = Number(event.split(' ')[1]);
      if (generation <= collected) generation = Math.min(2, collected + 1);
    }
  }
  return generation;
}
