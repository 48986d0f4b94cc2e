import { boot } from '../../../../../src';

export function unreachable(program: string): number {
  const p = boot('3.12', { size: 2 ** 28, startUp: 'none' });
  p.gc.disable();
  p.exec(program);
  const objects = p.gc.get_objects();

  const left = new Map(objects.map((object) => [object, p.sys.getrefcount(object) - 1]));
  for (const object of objects) {
    for (const target of p.gc.get_referents(object)) {
      if (left.has(target)) left.set(target, left.get(target)! - 1);
    }
  }

  const from = (start: number[]): Set<number> => {
    const seen = new Set(start);
    for (const object of seen) {
      for (const target of p.gc.get_referents(object)) if (left.has(target)) seen.add(target);
    }
    return seen;
  };
  const reachable = from(objects.filter((object) => left.get(object)! > 0));
  return objects.filter(
    (object) => !reachable.has(object) && from(p.gc.get_referents(object)).has(object),
  ).length;
}
