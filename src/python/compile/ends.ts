import type { Stmt } from '../parser/ast';
import { constantOf } from './fold';

/** Whether nothing is run behind statements. */
export function ends(body: readonly Stmt[]): boolean {
  const last = body.at(-1);
  if (last?.k === 'If') return ends(last.body) && ends(last.orelse);
  if (last?.k === 'With') return false;
  if (last?.k === 'While' && last.orelse.length === 0) {
    const known = constantOf(last.test);
    return known !== null && (known.t === 'True' || (known.t === 'int' && known.v !== 0n));
  }
  return last?.k === 'Return' || last?.k === 'Raise';
}
