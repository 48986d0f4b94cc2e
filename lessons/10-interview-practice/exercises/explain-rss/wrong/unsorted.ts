import type { Numbers, Part } from '../solution';

export function explain(process: Numbers): Part[] {
  const { rss, traced, tracer, freeInArenas, interpreter } = process;
  return [
    { name: 'objects', size: traced },
    { name: 'records', size: tracer },
    { name: 'free in arenas', size: freeInArenas },
    { name: 'interpreter', size: interpreter },
    { name: 'not Python', size: rss - traced - tracer - freeInArenas - interpreter },
  ].filter(({ size }) => size > 0);
}
