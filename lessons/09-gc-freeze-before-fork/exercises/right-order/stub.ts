export type Call = 'disable' | 'load' | 'freeze' | 'fork' | 'enable';

export function problem(calls: Call[]): string {
  throw new Error('not written yet');
}
