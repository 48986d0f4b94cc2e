import { boot } from '../../../../../src';

const MiB = 2 ** 20;

export function diagnosis(program: string): string {
  const start = () => {
    const p = boot('3.12', { size: 2 ** 27 });
    p.exec(program);
    return p;
  };
  const p = start();
  const first = p.status().VmRSS;
  for (let day = 0; day < 4; day++) p.exec('serve()');
  const more = p.status().VmRSS - first;
  if (more < MiB) return 'nowhere';
  p.gc.collect();
  if (p.status().VmRSS - first <= more / 2) return 'cycles';
  const traced = start();
  traced.tracemalloc.start();
  for (let day = 0; day < 4; day++) traced.exec('serve()');
  return traced.tracemalloc.get_traced_memory()[0]! >= more / 2 ? 'held' : 'arenas';
}
