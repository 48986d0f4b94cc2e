import type { Numbers, Part } from '../solution';

export function explain(process: Numbers): Part[] {
  const { traced, tracer, freeInArenas, interpreter } = process;
  return [
    { name: 'objects', size: traced },
    { name: 'records', size: tracer },
    { name: 'free in arenas', size: freeInArenas },
    { name: 'interpreter', size: interpreter },
  ]
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
}
