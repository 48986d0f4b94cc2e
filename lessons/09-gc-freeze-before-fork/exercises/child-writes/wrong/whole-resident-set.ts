import { boot } from '../../../../../src';

export function childWrites(program: string, frozen: boolean): number {
  const p = boot('3.12', { size: 2 ** 29 });
  p.exec(program);

  if (frozen) p.gc.freeze();
  const child = p.fork();
  child.gc.collect();
  return child.smaps().reduce((bytes, { rss }) => bytes + rss, 0);
}
