export interface Traffic {
  asked: number;
  returned: number;
  onList: number;
}

export function traffic(operations: ('make' | 'free')[], capacity: number): Traffic {
  throw new Error('not written yet');
}
