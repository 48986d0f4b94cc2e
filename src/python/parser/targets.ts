import type { Expr } from './ast';

/*
 * What can be assigned to, and what CPython guesses where it cannot be.
 */

/** Whether an expression is one that `==` takes without brackets (`bitwise_or`), and no name or word. */
export function isOperand(expr: Expr): boolean {
  if (expr.k === 'Const') return !['None', 'True', 'False'].includes(expr.v.t);
  return ![
    ...['Compare', 'Bool', 'Lambda', 'IfExp', 'Tuple', 'List', 'GenExp', 'Yield', 'YieldFrom'],
    'Starred',
  ].includes(expr.k);
}

/** Why a target cannot have an annotation; `described` is what messages call it. */
export function annotationProblem({ k }: Expr, described: string): string | undefined {
  if (k === 'Tuple' || k === 'List')
    return `only single target (not ${described}) can be annotated`;
  return ['Name', 'Attr', 'Sub'].includes(k) ? undefined : 'illegal target for annotation';
}
