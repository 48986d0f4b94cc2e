import type { SyntaxNode } from '@lezer/common';
import type { Alias, Stmt } from './ast';
import type { ExpressionParser } from './parse-expressions';

/** An `import`, or a `from … import`. */
export function importOf(
  parser: ExpressionParser,
  node: SyntaxNode,
  kids: readonly SyntaxNode[],
): Stmt {
  const at = { start: node.from, end: node.to };
  const importAt = kids.findIndex(({ name }) => name === 'import');
  const names = parser
    .split(
      kids.slice(importAt + 1).filter(({ name }) => name !== '(' && name !== ')'),
      ',',
    )
    .filter((part) => part.length > 0);
  const aliases = names.map((part): Alias => {
    const as = part.findIndex(({ name }) => name === 'as');
    const name = part
      .slice(0, as < 0 ? undefined : as)
      .map((n) => parser.text(n))
      .join('');
    return { name, as: as < 0 ? null : parser.text(part[as + 1]!) };
  });
  if (kids[0]!.name === 'import') return { ...at, k: 'Import', names: aliases };
  const module = kids
    .slice(1, importAt)
    .map((n) => parser.text(n))
    .join('');
  return { ...at, k: 'ImportFrom', module, names: aliases };
}
