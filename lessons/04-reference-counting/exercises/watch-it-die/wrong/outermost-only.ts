import { boot } from '../../../../../src';

export function freedTypes(program: string): string[] {
  const p = boot('3.12', { size: 2 ** 28, startUp: 'none' });
  p.exec(program);
  const { address } = p.globals.x!;

  return p
    .traceDealloc(() => p.exec('del x'))
    .filter((step) => step.event === 'freed' && step.address === address)
    .map((step) => step.type);
}
