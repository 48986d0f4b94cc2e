export function deathOrder(objects: Record<string, string[]>, root: string): string[] {
  const counts = new Map<string, number>([[root, 1]]);
  for (const items of Object.values(objects))
    for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  const order: string[] = [];
  const queue = [root];
  while (queue.length > 0) {
    const name = queue.shift()!;
    counts.set(name, counts.get(name)! - 1);
    if (counts.get(name)! > 0) continue;
    order.push(name);
    queue.push(...[...(objects[name] ?? [])].reverse());
  }
  return order;
}
