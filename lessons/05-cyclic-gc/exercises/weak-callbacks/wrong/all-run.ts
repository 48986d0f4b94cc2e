import type { Weak } from '../solution';

export function callbacksRun(dies: string[], _cyclic: string[], references: Weak[]): string[] {
  return references
    .filter(({ target }) => dies.includes(target))
    .map(({ target }) => target)
    .sort();
}
