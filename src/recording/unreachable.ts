import { type Interpreter, Visitor } from '../objects';

/**
 * The tracked objects that a full collection would find now: as the collector works it out
 * (`deduce_unreachable` in Python/gc.c), but on the side, so that nothing changes.
 * @param tracked all tracked objects
 */
export function unreachableObjects(py: Interpreter, tracked: readonly number[]): Set<number> {
  const visitor = new Visitor(py);
  const refs = new Map<number, number>();
  // An immortal object's count is negative: it is never garbage.
  for (const op of tracked) refs.set(op, py.i32[op]! < 0 ? Number.POSITIVE_INFINITY : py.i32[op]!);
  for (const op of tracked) {
    visitor.forEach(op, (to) => {
      const count = refs.get(to);
      if (count !== undefined) refs.set(to, count - 1);
    });
  }
  const waiting = tracked.filter((op) => refs.get(op)! > 0);
  for (const op of waiting) refs.delete(op);
  for (let op = waiting.pop(); op !== undefined; op = waiting.pop()) {
    visitor.forEach(op, (to) => {
      if (refs.delete(to)) waiting.push(to);
    });
  }
  return new Set(refs.keys());
}
