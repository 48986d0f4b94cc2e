import type { SyntaxNode } from '@lezer/common';
import { parser as lezer } from '@lezer/python';
import type {
  Case,
  ClassDef,
  Expr,
  FunctionDef,
  Handler,
  Keyword,
  Module,
  Param,
  Params,
  Stmt,
} from './ast';
import { LineTable } from './ast';
import { markWithItems } from './mark-with';
import { nameGivenTwice } from './params';
import { ExpressionParser } from './parse-expressions';
import { importOf } from './parse-imports';
import { markEmptyPatterns, PatternParser } from './parse-patterns';
import { checkLayout, explainSyntaxError, isValid } from './syntax-errors';
import { annotationProblem, isOperand } from './targets';
import { inTypeScope, type TypeParam, typeAliasOf } from './type-params';

/** Parses a program. @throws PythonSyntaxError */
export function parse(source: string, filename: string, guesses = true): Module {
  const text = source.replace(/\r\n?/g, '\n').replace(/^\ufeff/, '');
  return new Parser(text, filename, guesses).module();
}

class Parser extends ExpressionParser {
  private readonly patterns = new PatternParser(this);
  /** Where a comma in the tree is the `as` of a `with`. */
  private asMarks: ReadonlySet<number> = new Set();

  constructor(
    source: string,
    filename: string,
    private readonly guesses: boolean,
  ) {
    super(source, filename, new LineTable(source));
  }

  module(): Module {
    const padded = this.source.endsWith('\n') ? this.source : `${this.source}\n`;
    const open = checkLayout(this.source, this.filename, this.lines);
    const { text, marks } = markWithItems(padded);
    this.asMarks = marks;
    const tree = lezer.parse(markEmptyPatterns(text));
    tree.iterate({
      enter: (node) => {
        if (node.type.isError && !isValid(node.node, this.source.slice(node.from, node.to))) {
          throw explainSyntaxError(
            this.source,
            this.filename,
            this.lines,
            node.from,
            this.guesses,
            open,
          );
        }
      },
    });
    if (open) this.fail(open.start, `'${open.text}' was never closed`);
    const body = this.children(tree.topNode).flatMap((node) => this.statement(node));
    return { body, source: this.source, filename: this.filename };
  }

  private body(node: SyntaxNode): Stmt[] {
    const body = this.children(node)
      .filter(({ name }) => name !== ':')
      .flatMap((child) => this.statement(child));
    if (body.length === 0) this.fail(node.from, 'expected an indented block', 'IndentationError');
    return body;
  }

  private statement(node: SyntaxNode): Stmt[] {
    const at = { start: node.from, end: node.to };
    const kids = this.children(node);
    switch (node.name) {
      case ';':
        return [];
      case 'StatementGroup':
        return kids.flatMap((kid) => this.statement(kid));
      case 'ExpressionStatement':
        return [{ ...at, k: 'Expr', value: this.list(kids) }];
      case 'YieldStatement':
        return [{ ...at, k: 'Expr', value: this.yieldOf(kids, at) }];
      case 'AssignStatement':
        return [this.assignment(node, kids)];
      case 'UpdateStatement': {
        const op = kids.findIndex(({ name }) => name === 'UpdateOp');
        const target = this.list(kids.slice(0, op));
        if (!['Name', 'Attr', 'Sub'].includes(target.k)) {
          this.fail(
            target.start,
            `'${this.describe(target)}' is an illegal expression for augmented assignment`,
          );
        }
        return [
          {
            ...at,
            k: 'AugAssign',
            target,
            op: this.text(kids[op]!).slice(0, -1),
            value: this.list(kids.slice(op + 1)),
          },
        ];
      }
      case 'DeleteStatement':
        return [{ ...at, k: 'Delete', targets: this.deleted(kids.slice(1)) }];
      case 'PassStatement':
        return [{ ...at, k: 'Pass' }];
      case 'BreakStatement':
        return [{ ...at, k: 'Break' }];
      case 'ContinueStatement':
        return [{ ...at, k: 'Continue' }];
      case 'ReturnStatement':
        return [{ ...at, k: 'Return', value: kids.length > 1 ? this.list(kids.slice(1)) : null }];
      case 'RaiseStatement': {
        const [exc, cause] = this.split(kids.slice(1), 'from');
        return [
          {
            ...at,
            k: 'Raise',
            exc: exc?.length ? this.list(exc) : null,
            cause: cause ? this.list(cause) : null,
          },
        ];
      }
      case 'ScopeStatement': {
        const names = kids.filter(({ name }) => name === 'VariableName').map((n) => this.text(n));
        return [{ ...at, k: kids[0]!.name === 'global' ? 'Global' : 'Nonlocal', names }];
      }
      case 'AssertStatement': {
        const [test, msg] = this.split(kids.slice(1), ',');
        return [
          { ...at, k: 'Assert', test: this.list(test!), msg: msg?.length ? this.list(msg) : null },
        ];
      }
      case 'ImportStatement':
        return [importOf(this, node, kids)];
      case 'IfStatement':
        return [this.ifOf(node, kids)];
      case 'WhileStatement':
        return [
          {
            ...at,
            k: 'While',
            test: this.expr(kids[1]!),
            body: this.body(kids[2]!),
            orelse: this.orElse(kids),
          },
        ];
      case 'ForStatement':
        return [this.forOf(node, kids)];
      case 'TryStatement':
        return [this.tryOf(node, kids)];
      case 'WithStatement':
        return [this.withOf(node, kids)];
      case 'FunctionDefinition':
      case 'ClassDefinition':
        return this.definition(node, []);
      case 'DecoratedStatement': {
        const decorators = kids
          .filter(({ name }) => name === 'Decorator')
          .map((decorator) => this.decorator(decorator));
        return this.definition(kids.at(-1)!, decorators);
      }
      case 'MatchStatement':
        return [this.matchOf(node, kids)];
      case 'PrintStatement':
        return this.fail(
          node.from,
          "Missing parentheses in call to 'print'. Did you mean print(...)?",
        );
      case 'TypeDefinition':
        return this.typeAlias(node, kids);
      default:
        return this.fail(node.from, 'invalid syntax');
    }
  }

  private assignment(node: SyntaxNode, kids: SyntaxNode[]): Stmt {
    const at = { start: node.from, end: node.to };
    const typed = kids.findIndex(({ name }) => name === 'TypeDef');
    if (typed >= 0) {
      const target = this.list(kids.slice(0, typed));
      const problem = annotationProblem(target, this.describe(target));
      if (problem) this.fail(target.start, problem);
      const value = kids.slice(typed + 1);
      return {
        ...at,
        k: 'AnnAssign',
        target,
        annotation: this.expr(this.children(kids[typed]!)[1]!),
        value: value.length > 0 ? this.list(value.slice(1)) : null,
      };
    }
    const parts = this.split(kids, 'AssignOp').map((part) => this.list(part));
    const [only, value] = parts;
    const mayCompare = parts.length === 2 && isOperand(only!) && isOperand(value!);
    return {
      ...at,
      k: 'Assign',
      targets: parts.slice(0, -1).map((target) => this.target(target, mayCompare)),
      value: parts.at(-1)!,
    };
  }

  private deleted(kids: SyntaxNode[]): Expr[] {
    const list = this.list(kids);
    const targets = list.k === 'Tuple' ? list.items : [list];
    for (const target of targets) {
      if (!['Name', 'Attr', 'Sub', 'Tuple', 'List'].includes(target.k)) {
        this.fail(target.start, `cannot delete ${this.describe(target)}`);
      }
    }
    return [...targets];
  }

  private orElse(kids: SyntaxNode[]): Stmt[] {
    const at = kids.findIndex(({ name }) => name === 'else');
    return at < 0 ? [] : this.body(kids[at + 1]!);
  }

  private ifOf(node: SyntaxNode, kids: SyntaxNode[]): Stmt {
    let orelse = this.orElse(kids);
    const branches: { test: Expr; body: Stmt[]; from: number }[] = [];
    for (let i = 0; i < kids.length; i++) {
      if (kids[i]!.name !== 'if' && kids[i]!.name !== 'elif') continue;
      branches.push({
        test: this.expr(kids[i + 1]!),
        body: this.body(kids[i + 2]!),
        from: kids[i]!.from,
      });
    }
    for (const { test, body, from } of branches.slice(1).reverse()) {
      orelse = [{ start: from, end: node.to, k: 'If', test, body, orelse }];
    }
    const [first] = branches;
    return {
      start: node.from,
      end: node.to,
      k: 'If',
      test: first!.test,
      body: first!.body,
      orelse,
    };
  }

  private forOf(node: SyntaxNode, kids: SyntaxNode[]): Stmt {
    const isAsync = kids[0]!.name === 'async';
    const inAt = kids.findIndex(({ name }) => name === 'in');
    const bodyAt = kids.findIndex(({ name }) => name === 'Body');
    return {
      start: node.from,
      end: node.to,
      k: 'For',
      target: this.target(this.list(kids.slice(isAsync ? 2 : 1, inAt))),
      iter: this.list(kids.slice(inAt + 1, bodyAt)),
      body: this.body(kids[bodyAt]!),
      orelse: this.orElse(kids),
      isAsync,
    };
  }

  private tryOf(node: SyntaxNode, kids: SyntaxNode[]): Stmt {
    const handlers: Handler[] = [];
    let final: Stmt[] = [];
    for (let i = 0; i < kids.length; i++) {
      const kid = kids[i]!;
      if (kid.name === 'finally') final = this.body(kids[i + 1]!);
      if (kid.name !== 'except') continue;
      const bodyAt = kids.findIndex(({ name }, j) => j > i && name === 'Body');
      const head = kids.slice(i + 1, bodyAt);
      const star = head[0]?.name === '*';
      if (star) head.shift();
      const as = head.findIndex(({ name }) => name === 'as');
      const type = head.slice(0, as < 0 ? undefined : as);
      handlers.push({
        start: kid.from,
        end: kids[bodyAt]!.to,
        star,
        type: type.length > 0 ? this.list(type) : null,
        name: as < 0 ? null : this.text(head[as + 1]!),
        body: this.body(kids[bodyAt]!),
      });
    }
    if (handlers.some(({ star }) => star) && !handlers.every(({ star }) => star))
      this.fail(node.from, "cannot have both 'except' and 'except*' on the same 'try'");
    if (handlers.length === 0 && final.length === 0) {
      this.fail(node.from, "expected 'except' or 'finally' block");
    }
    return {
      start: node.from,
      end: node.to,
      k: 'Try',
      body: this.body(kids[1]!),
      handlers,
      orelse: this.orElse(kids),
      final,
    };
  }

  private withOf(node: SyntaxNode, kids: SyntaxNode[]): Stmt {
    const isAsync = kids[0]!.name === 'async';
    const bodyAt = kids.findIndex(({ name }) => name === 'Body');
    const head = kids.slice(isAsync ? 2 : 1, bodyAt);
    const items: { context: Expr; as: Expr | null }[] = [];
    let part: SyntaxNode[] = [];
    let context: Expr | null = null;
    const finish = (): void => {
      if (part.length === 0) return;
      const value = this.list(part);
      part = [];
      items.push(context ? { context, as: this.target(value) } : { context: value, as: null });
      context = null;
    };
    for (const node of head) {
      if (node.name !== ',') part.push(node);
      else if (this.asMarks.has(node.from)) {
        context = this.list(part);
        part = [];
      } else finish();
    }
    finish();
    return {
      start: node.from,
      end: node.to,
      k: 'With',
      items,
      body: this.body(kids[bodyAt]!),
      isAsync,
    };
  }

  private matchOf(node: SyntaxNode, kids: SyntaxNode[]): Stmt {
    const subject = this.list(kids.slice(1, -1));
    const cases = this.children(kids.at(-1)!)
      .filter(({ name }) => name === 'MatchClause')
      .map((clause): Case => {
        const parts = this.children(clause);
        const guard = parts.find(({ name }) => name === 'Guard');
        const patterns = parts.slice(1).filter(({ name }) => name !== 'Guard' && name !== 'Body');
        return {
          start: clause.from,
          end: clause.to,
          pattern: this.patterns.top(patterns),
          guard: guard ? this.expr(this.children(guard)[1]!) : null,
          body: this.body(parts.at(-1)!),
        };
      });
    return { start: node.from, end: node.to, k: 'Match', subject, cases };
  }

  private decorator(node: SyntaxNode): Expr {
    const kids = this.children(node).slice(1);
    const args = kids.at(-1)!.name === 'ArgList' ? kids.pop()! : null;
    let value: Expr = {
      start: kids[0]!.from,
      end: kids[0]!.to,
      k: 'Name',
      id: this.text(kids[0]!),
    };
    for (const kid of kids.slice(1)) {
      if (kid.name === '.') continue;
      value = { start: value.start, end: kid.to, k: 'Attr', value, name: this.text(kid) };
    }
    return args ? this.call(value, args, node.from + 1) : value;
  }

  /** A function or class; one with type parameters is made by a function that has those as variables. */
  private definition(node: SyntaxNode, decorators: Expr[]): Stmt[] {
    const list = this.children(node).find(({ name }) => name === 'TypeParamList');
    const isClass = node.name === 'ClassDefinition';
    const own = list ? [] : decorators;
    const made = isClass ? this.classOf(node, own) : this.functionOf(node, own);
    if (!list) return [made];
    return inTypeScope(made, this.typeParams(list), decorators);
  }

  private typeParams(node: SyntaxNode): TypeParam[] {
    const kids = this.children(node).filter(({ name }) => name === 'TypeParam');
    return kids.map((param): TypeParam => {
      const parts = this.children(param);
      const named = parts.find(({ name }) => name === 'VariableName')!;
      const typed = parts.find(({ name }) => name === 'TypeDef');
      return {
        start: param.from,
        end: param.to,
        name: this.text(named),
        kind: parts[0]!.name === '*' ? 'tuple' : parts[0]!.name === '**' ? 'spec' : 'var',
        bound: typed ? this.expr(this.children(typed)[1]!) : null,
      };
    });
  }

  private typeAlias(node: SyntaxNode, kids: SyntaxNode[]): Stmt[] {
    const at = { start: node.from, end: node.to };
    const list = kids.find(({ name }) => name === 'TypeParamList');
    const equals = kids.findIndex((kid) => this.text(kid) === '=');
    const value = this.list(kids.slice(equals < 0 ? (list ? 3 : 2) : equals + 1));
    return typeAliasOf(at, this.text(kids[1]!), list ? this.typeParams(list) : [], value);
  }

  private functionOf(node: SyntaxNode, decorators: Expr[]): Stmt & FunctionDef {
    const kids = this.children(node);
    const typed = kids.find(({ name }) => name === 'TypeDef');
    return {
      start: node.from,
      end: node.to,
      k: 'FunctionDef',
      name: this.text(kids.find(({ name }) => name === 'VariableName')!),
      params: this.params(kids.find(({ name }) => name === 'ParamList')!),
      body: this.body(kids.at(-1)!),
      decorators,
      returns: typed ? this.expr(this.children(typed).at(-1)!) : null,
      isAsync: kids[0]!.name === 'async',
    };
  }

  private classOf(node: SyntaxNode, decorators: Expr[]): Stmt & ClassDef {
    const kids = this.children(node);
    const args = kids.find(({ name }) => name === 'ArgList');
    const { args: bases, keywords } = args
      ? this.arguments(args)
      : { args: [], keywords: [] as Keyword[] };
    return {
      start: node.from,
      end: node.to,
      k: 'ClassDef',
      name: this.text(kids.find(({ name }) => name === 'VariableName')!),
      bases,
      keywords,
      body: this.body(kids.at(-1)!),
      decorators,
    };
  }

  override params(node: SyntaxNode): Params {
    const args: Param[] = [];
    const kwonly: Param[] = [];
    let posonly = 0;
    let vararg: Param | null = null;
    let kwarg: Param | null = null;
    let star = false;
    const kids = this.children(node).filter(({ name }) => name !== '(' && name !== ')');
    let before = node.from;
    for (const part of this.split(kids, ',')) {
      // The grammar gives `/` no node of its own.
      const gap = this.source.slice(before, part[0]?.from ?? node.to);
      if (/^\(?\s*,?\s*\/\s*[,)]?/.test(gap.replace(/^[^,(/]*/, ''))) posonly = args.length;
      if (part.length === 0) continue;
      before = part.at(-1)!.to;
      const [first] = part;
      const named = part.find(({ name }) => name === 'VariableName');
      const typed = part.find(({ name }) => name === 'TypeDef');
      const equals = part.findIndex(({ name }) => name === 'AssignOp');
      const param: Param | null = named
        ? {
            start: named.from,
            end: part.at(-1)!.to,
            name: this.text(named),
            annotation: typed ? this.expr(this.children(typed)[1]!) : null,
            default: equals < 0 ? null : this.expr(part[equals + 1]!),
          }
        : null;
      if (kwarg) this.fail(first!.from, 'arguments cannot follow var-keyword argument');
      if (first!.name === '*') {
        star = true;
        vararg = param;
      } else if (first!.name === '**') kwarg = param;
      else if (star) kwonly.push(param!);
      else {
        if (param!.default === null && args.some((arg) => arg.default !== null)) {
          this.fail(param!.start, 'parameter without a default follows parameter with a default');
        }
        args.push(param!);
      }
    }
    const params = { posonly, args, vararg, kwonly, kwarg };
    if (star && !vararg && kwonly.length === 0)
      this.fail(kids.find(({ name }) => name === '*')!.from, 'named arguments must follow bare *');
    const twice = nameGivenTwice(params);
    if (twice) this.fail(twice.start, `duplicate argument '${twice.name}' in function definition`);
    return params;
  }
}
