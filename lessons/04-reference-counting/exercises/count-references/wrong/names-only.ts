import type { Statement } from '../solution';

export function countOf(statements: Statement[], target: string): number {
  const names = new Map<string, number>();
  let made = 0;
  for (const { op, name, from } of statements) {
    if (op === 'make') names.set(name, made++);
    else if (op === 'alias') names.set(name, names.get(from!)!);
    else if (op === 'delete') names.delete(name);
  }
  return [...names.values()].filter((list) => list === names.get(target)).length;
}
