import { boot } from '../../../../../src';

export function holders(program: string, name: string): string[] {
  const p = boot('3.12', { size: 2 ** 28 });
  p.exec(program);
  const { address } = p.globals[name]!;
  const names = p.gc.get_referrers(address).map((holder) => p.typeName(holder));
  const namespace = names.indexOf('dict');
  return names.filter((_, i) => i !== namespace).sort();
}
