import { boot } from '../../../../src';

export function freedTypes(program: string): string[] {
  const p = boot('3.12', { size: 2 ** 28, startUp: 'none' });
  p.exec(program);
  const { address } = p.globals.x!;

  const steps = p.traceDealloc(() => p.exec('del x'));
  const first = steps.findIndex((step) => step.address === address);
  const last = steps.findIndex((step) => step.address === address && step.event === 'freed');
  return steps
    .slice(first, last + 1)
    .filter((step) => step.event === 'freed')
    .map((step) => step.type);
}
