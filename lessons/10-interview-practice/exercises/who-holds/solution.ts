import { boot } from '../../../../src';

export function holders(program: string, name: string): string[] {
  const p = boot('3.12', { size: 2 ** 28 });
  p.exec(program);
  const { address } = p.globals[name]!;
  return p.gc
    .get_referrers(address)
    .map((holder) => p.typeName(holder))
    .sort();
}
