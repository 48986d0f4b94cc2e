import type { Traffic } from '../solution';

export function traffic(operations: ('make' | 'free')[], _capacity: number): Traffic {
  const result = { asked: 0, returned: 0, onList: 0 };
  let live = 0;
  for (const operation of operations) {
    if (operation === 'make') {
      live++;
      if (result.onList > 0) result.onList--;
      else result.asked++;
    } else if (live > 0) {
      live--;
      result.onList++;
    }
  }
  return result;
}
