export interface Numbers {
  rss: number;
  traced: number;
  tracer: number;
  freeInArenas: number;
  interpreter: number;
}

export interface Part {
  name: string;
  size: number;
}

export function explain(process: Numbers): Part[] {
  const { rss, traced, tracer, freeInArenas, interpreter } = process;
  return [
    { name: 'objects', size: traced },
    { name: 'records', size: tracer },
    { name: 'free in arenas', size: freeInArenas },
    { name: 'interpreter', size: interpreter },
    { name: 'not Python', size: rss - traced - tracer - freeInArenas - interpreter },
  ]
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
}
