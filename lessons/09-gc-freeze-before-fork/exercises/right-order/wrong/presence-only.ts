import type { Call } from '../solution';

export function problem(calls: Call[]): string {
  if (!calls.includes('disable')) return 'not disabled';
  if (!calls.includes('freeze')) return 'not frozen';
  return calls.includes('enable') ? 'fine' : 'never enabled';
}
