export function deathOrder(objects: Record<string, string[]>, root: string): string[] {
  const counts = new Map<string, number>([[root, 1]]);
  for (const items of Object.values(objects))
    for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  const order: string[] = [];
  const release = (name: string): void => {
    counts.set(name, counts.get(name)! - 1);
    if (counts.get(name)! > 0) return;
    for (const item of [...(objects[name] ?? [])].reverse()) release(item);
    order.push(name);
  };
  release(root);
  return order;
}
