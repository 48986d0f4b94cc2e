import { boot } from '../../../../../src';

const MiB = 2 ** 20;

export function diagnosis(program: string): string {
  const p = boot('3.12', { size: 2 ** 27 });
  p.exec(program);
  const first = p.status().VmRSS;
  for (let day = 0; day < 4; day++) p.exec('serve()');
  const more = p.status().VmRSS - first;
  if (more < MiB) return 'nowhere';
  p.gc.collect();
  return p.status().VmRSS - first <= more / 2 ? 'cycles' : 'held';
}
