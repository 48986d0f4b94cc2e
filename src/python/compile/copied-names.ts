import type { Expr } from '../parser/ast';
import { constantOf } from './fold';

/** The names that a value may be copied from; null when it may be something else than a constant or a copy. */
export function copiedNames(value: Expr): string[] | null {
  if (constantOf(value)) return [];
  if (value.k === 'Name') return [value.id];
  if (value.k !== 'IfExp') return null;
  const [body, orelse] = [copiedNames(value.body), copiedNames(value.orelse)];
  return body && orelse && [...body, ...orelse];
}
