export interface Traffic {
  asked: number;
  returned: number;
  onList: number;
}

export function traffic(operations: ('make' | 'free')[], capacity: number): Traffic {
  const result = { asked: 0, returned: 0, onList: 0 };
  let live = 0;
  for (const operation of operations) {
    if (operation === 'make') {
      live++;
      if (result.onList > 0) result.onList--;
      else result.asked++;
    } else if (live > 0) {
      live--;
      if (result.onList < capacity) result.onList++;
      else result.returned++;
    }
  }
  return result;
}
