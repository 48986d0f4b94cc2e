import type { Line } from '../solution';

export function diesAfter(lines: Line[], _name: string): number {
  return lines.findIndex(({ returns }) => returns === true);
}
