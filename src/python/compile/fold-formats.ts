import type { Expr, Formatted } from '../parser/ast';
import { constantOf } from './fold';

/** A literal's text, or one `%s`, `%r` or `%a`: flags, width, precision, letter. Other formats match nothing. */
const PART = /([^%]|%%)+|%([-+ #0]*)(\d{1,3})?(?:\.(\d{0,3}))?([sra])/y;

/**
 * `optimize_format` (Python/ast_opt.c, 3.11 on): `'%s: %r' % (a, b)` is `f'{a!s}: {b!r}'`, which needs no tuple.
 * Others stay as they are.
 */
export function joinedFormat(e: Expr & { k: 'Bin' }): Expr {
  const { left, op, right } = e;
  if (op !== '%' || left.k !== 'Const' || left.v.t !== 'str' || right.k !== 'Tuple') return e;
  if (right.items.some(({ k }) => k === 'Starred') || constantOf(right)) return e;
  const text = left.v.v;
  const items = [...right.items];
  const parts: (string | Formatted)[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const match = PART.exec(text);
    if (!match) return e;
    const [literal, , flags = '', width, precision, conversion] = match;
    if (conversion === undefined) {
      parts.push(literal.replaceAll('%%', '%'));
      continue;
    }
    const value = items.shift();
    if (!value) return e;
    const align = width !== undefined && Number(width) > 0 && !flags.includes('-') ? '>' : '';
    const wide = width === undefined ? '' : `${align}${Number(width)}`;
    const spec = precision === undefined ? wide : `${wide}.${Number(precision)}`;
    const letter = conversion as 's' | 'r' | 'a';
    parts.push({ value, conversion: letter, spec: spec === '' ? null : [spec] });
  }
  if (items.length > 0) return e;
  return { start: e.start, end: e.end, k: 'Joined', parts };
}
