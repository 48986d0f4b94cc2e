import type { Traffic } from '../solution';

export function traffic(operations: ('make' | 'free')[], capacity: number): Traffic {
  const result = { asked: 0, returned: 0, onList: 0 };
  for (const operation of operations) {
    if (operation === 'make') {
      if (result.onList > 0) result.onList--;
      else result.asked++;
    } else if (result.onList < capacity) result.onList++;
    else result.returned++;
  }
  return result;
}
