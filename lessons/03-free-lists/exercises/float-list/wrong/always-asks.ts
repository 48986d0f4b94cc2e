import type { Traffic } from '../solution';

export function traffic(operations: ('make' | 'free')[], capacity: number): Traffic {
  const result = { asked: 0, returned: 0, onList: 0 };
  let live = 0;
  for (const operation of operations) {
    if (operation === 'make') {
      live++;
      result.asked++;
    } else if (live > 0) {
      live--;
      if (result.onList < capacity) result.onList++;
      else result.returned++;
    }
  }
  return result;
}
