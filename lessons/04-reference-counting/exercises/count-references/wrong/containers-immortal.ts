import type { Statement } from '../solution';

export function countOf(statements: Statement[], target: string): number {
  const names = new Map<string, number>();
  const places: number[] = [];
  let made = 0;
  for (const { op, name, from } of statements) {
    if (op === 'make') names.set(name, made++);
    else if (op === 'alias') names.set(name, names.get(from!)!);
    else if (op === 'append') places.push(names.get(from!)!);
    else names.delete(name);
  }
  const list = names.get(target)!;
  return [...names.values(), ...places].filter((each) => each === list).length;
}
