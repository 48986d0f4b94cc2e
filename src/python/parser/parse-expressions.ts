import type { SyntaxNode } from '@lezer/common';
import type { Clause, Constant, Expr, Keyword, Params } from './ast';
import { numberConstant, stringConstant } from './literals';
import { StringParser } from './parse-strings';

/** How tightly binary operators bind. */
const BINDING: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  '|': 5,
  '^': 6,
  '&': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '//': 10,
  '%': 10,
  '@': 10,
  '**': 12,
};
const NOT = 3;
const COMPARE = 4;
const UNARY = 11;

type Token = { readonly op: string; readonly at: number } | { readonly expr: Expr };

/** Turns the expressions of a parse tree into ours. */
export abstract class ExpressionParser extends StringParser {
  abstract params(node: SyntaxNode): Params;

  /** Expressions with commas between them: one, or a tuple of several. */
  override list(nodes: readonly SyntaxNode[]): Expr {
    const commas = nodes.some(({ name }) => name === ',');
    const parts = this.split(nodes, ',').filter((part) => part.length > 0);
    const items = parts.map((part) => this.item(part));
    if (!commas && items.length === 1) {
      if (items[0]!.k === 'Starred')
        this.fail(items[0]!.start, "can't use starred expression here");
      return items[0]!;
    }
    return { start: nodes[0]!.from, end: nodes.at(-1)!.to, k: 'Tuple', items };
  }

  /** An expression, or one with a star before it. */
  private item(part: readonly SyntaxNode[]): Expr {
    const [first, second] = part;
    if (first!.name !== '*') return this.expr(first!);
    return { start: first!.from, end: second!.to, k: 'Starred', value: this.expr(second!) };
  }

  override expr(node: SyntaxNode): Expr {
    const at = { start: node.from, end: node.to };
    const constant = (v: Constant): Expr => ({ ...at, k: 'Const', v });
    switch (node.name) {
      case 'VariableName': {
        const id = this.text(node);
        if (id === '__debug__') return constant({ t: 'True' });
        return { ...at, k: 'Name', id };
      }
      case 'Number':
        return constant(this.literal(node, () => numberConstant(this.text(node))));
      case 'None':
        return constant({ t: 'None' });
      case 'Boolean':
        return constant({ t: this.text(node) as 'True' | 'False' });
      case 'Ellipsis':
        return constant({ t: 'Ellipsis' });
      case 'String':
        return constant(this.literal(node, () => stringConstant(this.text(node))));
      case 'FormatString':
        return this.joined([node]);
      case 'ContinuedString':
        return this.joined(this.children(node));
      case 'ParenthesizedExpression':
        return this.expr(this.children(node)[1]!);
      case 'NamedExpression': {
        const [name, , value] = this.children(node);
        const target = this.expr(name!);
        if (target.k !== 'Name') {
          this.fail(
            target.start,
            `cannot use assignment expressions with ${this.describe(target)}`,
          );
        }
        return { ...at, k: 'Named', target: target.id, value: this.expr(value!) };
      }
      case 'TupleExpression':
        return { ...at, k: 'Tuple', items: this.items(node) };
      case 'ArrayExpression':
        return { ...at, k: 'List', items: this.items(node) };
      case 'SetExpression':
        return { ...at, k: 'Set', items: this.items(node) };
      case 'DictionaryExpression':
        return this.dictionary(node);
      case 'ComprehensionExpression':
        return this.comprehension(node, 'GenExp');
      case 'ArrayComprehensionExpression':
        return this.comprehension(node, 'ListComp');
      case 'SetComprehensionExpression':
        return this.comprehension(node, 'SetComp');
      case 'DictionaryComprehensionExpression':
        return this.dictComprehension(node);
      case 'CallExpression': {
        const [func, args] = this.children(node);
        return { ...this.call(this.expr(func!), args!, node.from), end: node.to };
      }
      case 'MemberExpression':
        return this.member(node);
      case 'ConditionalExpression': {
        const [body, , test, , orelse] = this.children(node);
        return {
          ...at,
          k: 'IfExp',
          test: this.expr(test!),
          body: this.expr(body!),
          orelse: this.expr(orelse!),
        };
      }
      case 'LambdaExpression': {
        const kids = this.children(node);
        const params = kids.find(({ name }) => name === 'ParamList');
        const none: Params = { posonly: 0, args: [], vararg: null, kwonly: [], kwarg: null };
        return {
          ...at,
          k: 'Lambda',
          params: params ? this.params(params) : none,
          body: this.expr(kids.at(-1)!),
        };
      }
      case 'YieldExpression':
        return this.yieldOf(this.children(node), at);
      case 'BinaryExpression':
      case 'UnaryExpression':
      case 'AwaitExpression':
        return this.operators(node);
      default:
        return this.fail(node.from, 'invalid syntax');
    }
  }

  /** What is between brackets, without the brackets. */
  private inner(node: SyntaxNode): SyntaxNode[] {
    return this.children(node).slice(1, -1);
  }

  private items(node: SyntaxNode): Expr[] {
    return this.split(this.inner(node), ',')
      .filter((part) => part.length > 0)
      .map((part) => this.item(part));
  }

  private dictionary(node: SyntaxNode): Expr {
    const keys: (Expr | null)[] = [];
    const values: Expr[] = [];
    for (const part of this.split(this.inner(node), ',')) {
      if (part.length === 0) continue;
      if (part[0]!.name === '**') {
        keys.push(null);
        values.push(this.expr(part[1]!));
      } else {
        keys.push(this.expr(part[0]!));
        values.push(this.expr(part[2]!));
      }
    }
    return { start: node.from, end: node.to, k: 'Dict', keys, values };
  }

  private comprehension(node: SyntaxNode, k: 'GenExp' | 'ListComp' | 'SetComp'): Expr {
    const kids = this.inner(node);
    return {
      start: node.from,
      end: node.to,
      k,
      elt: this.expr(kids[0]!),
      clauses: this.clauses(kids.slice(1)),
    };
  }

  private dictComprehension(node: SyntaxNode): Expr {
    const kids = this.inner(node);
    return {
      start: node.from,
      end: node.to,
      k: 'DictComp',
      key: this.expr(kids[0]!),
      elt: this.expr(kids[2]!),
      clauses: this.clauses(kids.slice(3)),
    };
  }

  /** `for … in … if … for …`. */
  private clauses(nodes: readonly SyntaxNode[]): Clause[] {
    const clauses: { target: Expr; iter: Expr; ifs: Expr[]; isAsync: boolean }[] = [];
    for (let i = 0; i < nodes.length; ) {
      const { name } = nodes[i]!;
      if (name === 'if') {
        clauses.at(-1)!.ifs.push(this.expr(nodes[i + 1]!));
        i += 2;
        continue;
      }
      const isAsync = name === 'async';
      const from = i + (isAsync ? 2 : 1);
      const inAt = nodes.findIndex((node, j) => j >= from && node.name === 'in');
      clauses.push({
        target: this.target(this.list(nodes.slice(from, inAt))),
        iter: this.expr(nodes[inAt + 1]!),
        ifs: [],
        isAsync,
      });
      i = inAt + 2;
    }
    return clauses;
  }

  private member(node: SyntaxNode): Expr {
    const at = { start: node.from, end: node.to };
    const [value, dot, ...rest] = this.children(node);
    if (dot!.name === '.') {
      return { ...at, k: 'Attr', value: this.expr(value!), name: this.text(rest[0]!) };
    }
    const inside = rest.slice(0, -1);
    const parts = this.split(inside, ',').filter((part) => part.length > 0);
    const items = parts.map((part) => this.subscript(part));
    const tuple = inside.some(({ name }) => name === ',');
    const index: Expr =
      tuple && items.length > 0
        ? { start: inside[0]!.from, end: inside.at(-1)!.to, k: 'Tuple', items }
        : items[0]!;
    return { ...at, k: 'Sub', value: this.expr(value!), index };
  }

  private subscript(part: readonly SyntaxNode[]): Expr {
    if (!part.some(({ name }) => name === ':')) return this.item(part);
    const [lower, upper, step] = this.split(part, ':').map((bound) =>
      bound.length > 0 ? this.expr(bound[0]!) : null,
    );
    return {
      start: part[0]!.from,
      end: part.at(-1)!.to,
      k: 'Slice',
      lower: lower ?? null,
      upper: upper ?? null,
      step: step ?? null,
    };
  }

  call(func: Expr, args: SyntaxNode, start: number): Expr {
    return { start, end: args.to, k: 'Call', func, ...this.arguments(args) };
  }

  arguments(node: SyntaxNode): { args: Expr[]; keywords: Keyword[] } {
    const args: Expr[] = [];
    const keywords: Keyword[] = [];
    const inside = this.inner(node);
    const forAt = inside.findIndex(({ name }) => name === 'for' || name === 'async');
    if (forAt >= 0) {
      const last = inside.map(({ name }) => name).lastIndexOf('in');
      if (inside.some(({ name }, i) => name === ',' && (i < forAt || i > last)))
        this.fail(inside[0]!.from, 'Generator expression must be parenthesized');
      const generator: Expr = {
        start: node.from,
        end: node.to,
        k: 'GenExp',
        elt: this.expr(inside[0]!),
        clauses: this.clauses(inside.slice(1)),
      };
      return { args: [generator], keywords };
    }
    for (const part of this.split(inside, ',')) {
      if (part.length === 0) continue;
      const [first, second, third] = part;
      if (first!.name === '**') keywords.push({ name: null, value: this.expr(second!) });
      else if (first!.name === '*') {
        if (keywords.some(({ name }) => name === null)) {
          this.fail(first!.from, 'iterable argument unpacking follows keyword argument unpacking');
        }
        args.push(this.item(part));
      } else if (second?.name === 'AssignOp' && this.text(second) === '=') {
        const name = this.text(first!);
        if (first!.name !== 'VariableName') {
          const word = first!.name === 'Boolean' || first!.name === 'None';
          this.fail(
            first!.from,
            word
              ? `cannot assign to ${name}`
              : 'expression cannot contain assignment, perhaps you meant "=="?',
          );
        }
        if (keywords.some((keyword) => keyword.name === name)) {
          this.fail(first!.from, `keyword argument repeated: ${name}`);
        }
        keywords.push({ name, value: this.expr(third!) });
      } else {
        if (keywords.some(({ name }) => name === null)) {
          this.fail(node.to - 1, 'positional argument follows keyword argument unpacking');
        }
        if (keywords.length > 0) {
          this.fail(node.to - 1, 'positional argument follows keyword argument');
        }
        if (second?.name === 'AssignOp') {
          args.push({
            start: first!.from,
            end: third!.to,
            k: 'Named',
            target: this.text(first!),
            value: this.expr(third!),
          });
        } else args.push(this.expr(first!));
      }
    }
    return { args, keywords };
  }

  override yieldOf(kids: readonly SyntaxNode[], at: { start: number; end: number }): Expr {
    const rest = kids.slice(1);
    if (rest[0]?.name === 'from') return { ...at, k: 'YieldFrom', value: this.expr(rest[1]!) };
    return { ...at, k: 'Yield', value: rest.length > 0 ? this.list(rest) : null };
  }

  // ---------------------------------------------------------------- operators

  /** Operators as a flat list, which are then grouped by precedence. */
  private operators(node: SyntaxNode): Expr {
    const tokens: Token[] = [];
    this.flatten(node, tokens);
    let next = 0;
    const operand = (): Expr => {
      const token = tokens[next++]!;
      if ('expr' in token) return token.expr;
      const binding = token.op === 'not' ? NOT : token.op === 'await' ? 13 : UNARY;
      const value = climb(binding);
      const at = { start: token.at, end: value.end };
      if (token.op === 'await') return { ...at, k: 'Await', value };
      return { ...at, k: 'Unary', op: token.op, value };
    };
    const climb = (least: number): Expr => {
      let left = operand();
      for (;;) {
        const token = tokens[next];
        if (!token || 'expr' in token) return left;
        const { op } = token;
        const binding = BINDING[op] ?? COMPARE;
        if (binding < least) return left;
        if (binding === COMPARE) {
          const ops: string[] = [];
          const rights: Expr[] = [];
          for (
            let each = tokens[next];
            each && 'op' in each && !(each.op in BINDING);
            each = tokens[next]
          ) {
            next++;
            ops.push(each.op);
            rights.push(climb(COMPARE + 1));
          }
          left = { start: left.start, end: rights.at(-1)!.end, k: 'Compare', left, ops, rights };
          continue;
        }
        next++;
        const right = climb(op === '**' ? UNARY : binding + 1);
        const at = { start: left.start, end: right.end };
        if (op === 'and' || op === 'or') {
          left =
            left.k === 'Bool' && left.op === op && !tokens.includes(left as never)
              ? { ...at, k: 'Bool', op, values: [...left.values, right] }
              : { ...at, k: 'Bool', op, values: [left, right] };
        } else left = { ...at, k: 'Bin', op, left, right };
      }
    };
    return climb(0);
  }

  private flatten(node: SyntaxNode, tokens: Token[]): void {
    if (!['BinaryExpression', 'UnaryExpression', 'AwaitExpression'].includes(node.name)) {
      tokens.push({ expr: this.expr(node) });
      return;
    }
    const kids = this.children(node);
    for (let i = 0; i < kids.length; i++) {
      const kid = kids[i]!;
      const next = kids[i + 1]?.name;
      if (kid.name === 'not' && next === 'in') {
        tokens.push({ op: 'not in', at: kid.from });
        i++;
      } else if (kid.name === 'is' && next === 'not') {
        tokens.push({ op: 'is not', at: kid.from });
        i++;
      } else if (
        ['ArithOp', 'BitOp', 'CompareOp', 'and', 'or', 'not', 'in', 'is', 'await'].includes(
          kid.name,
        )
      ) {
        tokens.push({ op: this.text(kid), at: kid.from });
      } else this.flatten(kid, tokens);
    }
  }

  // ---------------------------------------------------------------- targets

  /** Checks that an expression can be assigned to. */
  target(expr: Expr, mayCompare = false): Expr {
    switch (expr.k) {
      case 'Name':
      case 'Attr':
      case 'Sub':
        return expr;
      case 'Starred':
        this.target(expr.value);
        return expr;
      case 'Tuple':
      case 'List': {
        if (expr.items.filter(({ k }) => k === 'Starred').length > 1) {
          this.fail(expr.start, 'multiple starred expressions in assignment');
        }
        for (const item of expr.items) this.target(item);
        return expr;
      }
      default:
        return this.fail(
          expr.start,
          `cannot assign to ${this.describe(expr)}${mayCompare ? " here. Maybe you meant '==' instead of '='?" : ''}`,
        );
    }
  }

  /** What Python calls a kind of expression in its messages. */
  describe(expr: Expr): string {
    switch (expr.k) {
      case 'Const':
        return ['None', 'True', 'False'].includes(expr.v.t)
          ? expr.v.t
          : expr.v.t === 'Ellipsis'
            ? 'ellipsis'
            : 'literal';
      case 'Call':
        return 'function call';
      case 'Bin':
      case 'Unary':
      case 'Bool':
        return 'expression';
      case 'Compare':
        return 'comparison';
      case 'Lambda':
        return 'lambda';
      case 'IfExp':
        return 'conditional expression';
      case 'Joined':
        return 'f-string expression';
      case 'Dict':
        return 'dict literal';
      case 'Set':
        return 'set display';
      case 'ListComp':
        return 'list comprehension';
      case 'GenExp':
        return 'generator expression';
      case 'Tuple':
        return 'tuple';
      case 'Named':
        return 'named expression';
      case 'Await':
        return 'await expression';
      case 'Attr':
        return 'attribute';
      case 'Sub':
        return 'subscript';
      case 'List':
        return 'list';
      default:
        return 'expression';
    }
  }
}
