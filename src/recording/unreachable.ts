import { Page } from '../memory';
import { type Interpreter, Visitor } from '../objects';

/**
 * The tracked objects that a full collection would find now: as the collector works it out
 * (`deduce_unreachable` in Python/gc.c), but on the side, so that nothing changes.
 * @param tracked all tracked objects
 */
export function unreachableObjects(py: Interpreter, tracked: readonly number[]): Set<number> {
  const visitor = new Visitor(py);
  const refs = new Map<number, number>();
  // Most of what a long list holds is not tracked, and lies on pages where nothing is.
  const pages = new Uint8Array(py.pages.length);
  for (const op of tracked) {
    // An immortal object's count is negative: it is never garbage.
    refs.set(op, py.i32[op]! < 0 ? Number.POSITIVE_INFINITY : py.i32[op]!);
    pages[op >>> Page.SHIFT] = 1;
  }
  const forEachTracked = (op: number, each: (to: number) => void): void => {
    const count = visitor.visit(op) * 4;
    const { spans } = visitor;
    for (let at = 0; at < count; at += 4) {
      const [step, pair] = [spans[at + 2]!, spans[at + 3]!];
      let word = spans[at]!;
      for (let left = spans[at + 1]!; left > 0; left--, word += step) {
        const to = py.load(word);
        if (pages[to >>> Page.SHIFT] === 1) each(to);
        const other = pair === 0 ? 0 : py.load(word + pair);
        if (pages[other >>> Page.SHIFT] === 1) each(other);
      }
    }
  };
  for (const op of tracked) {
    forEachTracked(op, (to) => {
      const count = refs.get(to);
      if (count !== undefined) refs.set(to, count - 1);
    });
  }
  const waiting = tracked.filter((op) => refs.get(op)! > 0);
  for (const op of waiting) refs.delete(op);
  for (let op = waiting.pop(); op !== undefined; op = waiting.pop()) {
    forEachTracked(op, (to) => {
      if (refs.delete(to)) waiting.push(to);
    });
  }
  return new Set(refs.keys());
}
