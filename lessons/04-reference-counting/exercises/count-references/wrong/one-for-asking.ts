import type { Statement } from '../solution';

export function countOf(statements: Statement[], target: string): number {
  const names = new Map<string, number>();
  const held = new Map<number, number[]>();
  let made = 0;
  for (const { op, name, from } of statements) {
    if (op === 'make') {
      held.set(made, []);
      names.set(name, made++);
    } else if (op === 'alias') names.set(name, names.get(from!)!);
    else if (op === 'append') held.get(names.get(name)!)!.push(names.get(from!)!);
    else names.delete(name);
  }
  const live = new Set(names.values());
  const list = names.get(target)!;
  return (
    1 +
    [...names.values()].filter((each) => each === list).length +
    [...held]
      .filter(([box]) => live.has(box))
      .flatMap(([, items]) => items)
      .filter((each) => each === list).length
  );
}
