export interface Statement {
  op: 'make' | 'alias' | 'append' | 'delete';
  name: string;
  from?: string;
}

export function countOf(statements: Statement[], target: string): number {
  const names = new Map<string, number>();
  const counts: number[] = [];
  const held: number[][] = [];
  const release = (list: number): void => {
    if (--counts[list]! > 0) return;
    for (const item of held[list]!) release(item);
  };
  const bind = (name: string, list: number): void => {
    const before = names.get(name);
    counts[list]!++;
    names.set(name, list);
    if (before !== undefined) release(before);
  };
  for (const { op, name, from } of statements) {
    if (op === 'make') {
      held.push([]);
      bind(name, counts.push(0) - 1);
    } else if (op === 'alias') bind(name, names.get(from!)!);
    else if (op === 'append') {
      const item = names.get(from!)!;
      counts[item]!++;
      held[names.get(name)!]!.push(item);
    } else {
      const list = names.get(name)!;
      names.delete(name);
      release(list);
    }
  }
  return counts[names.get(target)!]!;
}
