import type { Line } from '../solution';

export function diesAfter(lines: Line[], name: string): number {
  return lines.findIndex(({ deletes, returns }) => deletes === name || returns === true);
}
