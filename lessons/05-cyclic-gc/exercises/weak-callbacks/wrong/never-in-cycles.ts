import type { Weak } from '../solution';

export function callbacksRun(dies: string[], cyclic: string[], references: Weak[]): string[] {
  const gone = new Set<string>();
  const ran: string[] = [];
  for (const name of dies.filter((each) => !cyclic.includes(each))) {
    for (const { target, holder } of references)
      if (target === name && !gone.has(holder)) ran.push(target);
    gone.add(name);
  }
  return ran.sort();
}
