import type { SyntaxNode } from '@lezer/common';
import type { Expr, Pattern } from './ast';
import type { ExpressionParser } from './parse-expressions';
import { logicalLines, type Token, tokenize } from './tokenizer';

/** A letter that replaces brackets in the patterns of a `case`, so that nothing else moves. */
const MARK = '\u01c0';

/**
 * Writes `C()` in the patterns of `case` lines as an attribute, and `[]`, `()` and `{}` as a name, which the
 * grammar can read; it takes empty brackets for a mistake, and may not find its way after them.
 */
export function markEmptyPatterns(source: string): string {
  if (!/\bcase\b/.test(source)) return source;
  const characters = source.split('');
  for (const { tokens } of logicalLines(source, tokenize(source))) {
    const pattern = patternOf(tokens);
    for (const [i, open] of pattern.entries()) {
      const close = pattern[i + 1];
      if (!close || close.text !== CLOSING[open.text]) continue;
      const isClass = open.text === '(' && pattern[i - 1]?.kind === 'NAME';
      if (isClass) {
        characters.fill(' ', open.start, close.end);
        [characters[open.start], characters[close.start]] = ['.', MARK];
        continue;
      }
      characters.fill(MARK, open.start, close.end);
      // A word beside it stays a word of its own.
      if (isWord(source[open.start - 1])) characters[open.start] = ' ';
      else if (isWord(source[close.end])) characters[close.end - 1] = ' ';
    }
  }
  return characters.join('');
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character);
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The tokens of a `case` line up to its guard or colon; none where the line is something else. */
function patternOf(line: readonly Token[]): readonly Token[] {
  const [first, second] = line;
  if (first!.text !== 'case' || !second || /^[=!<>+/%&|^.,:;)]/.test(second.text)) return [];
  const place = (wanted: string): number =>
    line.findIndex(({ text, depth }) => text === wanted && depth === 0);
  const [colon, guard] = [place(':'), place('if')];
  return colon < 0 ? [] : line.slice(1, guard < 0 ? colon : Math.min(colon, guard));
}

/** The patterns of `case` clauses. */
export class PatternParser {
  constructor(private readonly parser: ExpressionParser) {}

  /** One pattern, or several with commas between them, which are a sequence. */
  top(nodes: readonly SyntaxNode[]): Pattern {
    const patterns = nodes.filter(({ name }) => name !== ',');
    const single = patterns.length === 1 && nodes.length === 1;
    if (single) return this.pattern(patterns[0]!);
    return {
      start: nodes[0]!.from,
      end: nodes.at(-1)!.to,
      k: 'PSeq',
      items: patterns.map((node) => this.pattern(node)),
    };
  }

  private pattern(node: SyntaxNode): Pattern {
    const { parser } = this;
    const at = { start: node.from, end: node.to };
    const kids = parser.children(node);
    switch (node.name) {
      case 'CapturePattern': {
        const name = parser.text(node);
        if (/[{}]/.test(name)) return { ...at, k: 'PMap', keys: [], items: [], rest: null };
        if (/[()[\]]/.test(name)) return { ...at, k: 'PSeq', items: [] };
        return { ...at, k: 'PCapture', name: name === '_' ? null : name };
      }
      case 'LiteralPattern':
        return { ...at, k: 'PValue', value: this.literal(kids) };
      case 'AttributePattern':
        if (parser.text(node).endsWith(')')) return this.emptyClass(node, kids);
        return { ...at, k: 'PValue', value: this.dotted(node) };
      case 'AsPattern':
        return { ...at, k: 'PAs', pattern: this.pattern(kids[0]!), name: parser.text(kids[2]!) };
      case 'OrPattern':
        return {
          ...at,
          k: 'POr',
          items: kids.filter(({ name }) => name !== 'LogicOp').map((kid) => this.pattern(kid)),
        };
      case 'StarPattern': {
        const name = parser.text(kids[1]!);
        return { ...at, k: 'PStar', name: name === '_' ? null : name };
      }
      case 'SequencePattern': {
        const inside = kids.slice(1, -1);
        const items = inside.filter(({ name }) => name !== ',').map((kid) => this.pattern(kid));
        const grouped = kids[0]!.name === '(' && items.length === 1 && inside.length === 1;
        return grouped ? items[0]! : { ...at, k: 'PSeq', items };
      }
      case 'MappingPattern':
        return this.mapping(node, kids);
      case 'ClassPattern':
        return this.classPattern(node, kids);
      default:
        return parser.fail(node.from, 'invalid syntax');
    }
  }

  private literal(kids: readonly SyntaxNode[]): Expr {
    const { parser } = this;
    let at = 0;
    const signed = (): Expr => {
      const sign = kids[at]!.name === 'ArithOp' ? kids[at++]! : null;
      const value = parser.expr(kids[at++]!);
      if (!sign) return value;
      return { start: sign.from, end: value.end, k: 'Unary', op: parser.text(sign), value };
    };
    const left = signed();
    if (at >= kids.length) return left;
    const op = parser.text(kids[at++]!);
    const right = signed();
    return { start: left.start, end: right.end, k: 'Bin', op, left, right };
  }

  private dotted(node: SyntaxNode): Expr {
    const { parser } = this;
    const [first, ...rest] = parser.children(node).filter(({ name }) => name !== '.');
    if (!first) return { start: node.from, end: node.to, k: 'Name', id: parser.text(node) };
    let value: Expr = { start: first.from, end: first.to, k: 'Name', id: parser.text(first) };
    for (const each of rest) {
      value = { start: value.start, end: each.to, k: 'Attr', value, name: parser.text(each) };
    }
    return value;
  }

  private mapping(node: SyntaxNode, kids: readonly SyntaxNode[]): Pattern {
    const { parser } = this;
    const keys: Expr[] = [];
    const items: Pattern[] = [];
    let rest: string | null = null;
    for (const part of parser.split(kids.slice(1, -1), ',')) {
      if (part.length === 0) continue;
      if (part[0]!.name === '**') {
        rest = parser.text(part[1]!);
        continue;
      }
      keys.push(
        part[0]!.name === 'LiteralPattern'
          ? this.literal(parser.children(part[0]!))
          : this.dotted(part[0]!),
      );
      items.push(this.pattern(part[2]!));
    }
    return { start: node.from, end: node.to, k: 'PMap', keys, items, rest };
  }

  private emptyClass(node: SyntaxNode, kids: readonly SyntaxNode[]): Pattern {
    const [first, ...rest] = kids.filter(({ name }) => name !== '.').slice(0, -1);
    let cls: Expr = { start: first!.from, end: first!.to, k: 'Name', id: this.parser.text(first!) };
    for (const each of rest) {
      cls = { start: cls.start, end: each.to, k: 'Attr', value: cls, name: this.parser.text(each) };
    }
    const at = { start: node.from, end: node.to };
    return { ...at, k: 'PClass', cls, items: [], names: [], named: [] };
  }

  private classPattern(node: SyntaxNode, kids: readonly SyntaxNode[]): Pattern {
    const { parser } = this;
    const items: Pattern[] = [];
    const names: string[] = [];
    const named: Pattern[] = [];
    const inside = parser.children(kids[1]!).slice(1, -1);
    for (const each of inside) {
      if (each.name === ',' || each.from === each.to) continue;
      if (each.name === 'KeywordPattern') {
        const parts = parser.children(each);
        names.push(parser.text(parts[0]!));
        named.push(this.pattern(parts.at(-1)!));
      } else items.push(this.pattern(each));
    }
    return {
      start: node.from,
      end: node.to,
      k: 'PClass',
      cls: this.dotted(kids[0]!),
      items,
      names,
      named,
    };
  }
}
