import type { SyntaxWarnings } from '../../versions/messages';
import type { Expr, Module, Node } from '../parser/ast';
import { isString, tokenize } from '../parser/tokenizer';

/*
 * What the compiler warns of (`compiler_warn` in Python/codegen.c, `warn_invalid_escape_sequence` in Parser/string_parser.c).
 */

export interface SyntaxWarning {
  readonly category: 'SyntaxWarning' | 'DeprecationWarning';
  readonly message: string;
  /** What is said where a filter makes an error of it. */
  readonly error: string;
  /** Where it begins in the source. */
  readonly at: number;
}

/** What is known of an expression's type without running it. */
function typeOf(e: Expr): string | undefined {
  switch (e.k) {
    case 'Const':
      return (
        { None: 'NoneType', True: 'bool', False: 'bool', Ellipsis: 'ellipsis', imag: 'complex' }[
          e.v.t as string
        ] ?? e.v.t
      );
    case 'Tuple':
      return 'tuple';
    case 'List':
    case 'ListComp':
      return 'list';
    case 'Dict':
    case 'DictComp':
      return 'dict';
    case 'Set':
    case 'SetComp':
      return 'set';
    case 'GenExp':
      return 'generator';
    case 'Lambda':
      return 'function';
    case 'Joined':
      return 'str';
    default:
      return undefined;
  }
}

const SINGLETONS: ReadonlySet<string> = new Set(['None', 'True', 'False', 'Ellipsis']);

function isLiteral(e: Expr): boolean {
  if (e.k === 'Tuple') return e.items.every((item) => item.k === 'Const');
  return e.k === 'Const' && !SINGLETONS.has(e.v.t);
}

const literalType = (e: Expr): string =>
  typeOf(e.k === 'Unary' ? (e as Expr & { k: 'Unary' }).value : e)!;

/** Warnings about a node itself. */
class Watcher {
  readonly found: SyntaxWarning[] = [];

  constructor(private readonly rules: SyntaxWarnings) {}

  private warn({ start }: Node, message: string): void {
    this.found.push({ category: 'SyntaxWarning', message, error: message, at: start });
  }

  private isLiteral(e: Expr): boolean {
    const negative = e.k === 'Unary' && e.op === '-' && this.rules.negativeLiterals;
    return isLiteral(negative ? e.value : e);
  }

  comparison(e: Expr & { k: 'Compare' }): void {
    let left = e.left;
    for (const [i, right] of e.rights.entries()) {
      const op = e.ops[i]!;
      const literal = [left, right].find((each) => this.isLiteral(each));
      left = right;
      if (literal === undefined || (op !== 'is' && op !== 'is not')) continue;
      const meant = op === 'is' ? '==' : '!=';
      this.warn(e, this.rules.isLiteral(op, literalType(literal), meant));
      return;
    }
  }

  private alwaysTrue(test: Expr | undefined): boolean {
    if (test?.k !== 'Tuple' || test.items.length === 0) return false;
    return this.rules.assertsConstants || !test.items.every(({ k }) => k === 'Const');
  }

  call(e: Expr & { k: 'Call' }): void {
    const type = typeOf(e.func);
    if (type === undefined || e.func.k === 'Lambda') return;
    this.warn(e, `'${type}' object is not callable; perhaps you missed a comma?`);
  }

  subscript(e: Expr & { k: 'Sub' }): void {
    const type = typeOf(e.value);
    if (type === undefined || type === 'dict') return;
    if (!['str', 'bytes', 'tuple', 'list'].includes(type)) {
      this.warn(e, `'${type}' object is not subscriptable; perhaps you missed a comma?`);
      return;
    }
    const index = typeOf(e.index);
    if (index === undefined || index === 'int' || index === 'bool') return;
    this.warn(
      e,
      `${type} indices must be integers or slices, not ${index}; perhaps you missed a comma?`,
    );
  }

  /** Statements in a `finally` that leave it. */
  private leaves(node: unknown, inLoop: boolean): void {
    if (Array.isArray(node)) for (const each of node) this.leaves(each, inLoop);
    else if (typeof node === 'object' && node !== null && 'k' in node) {
      const { k } = node as { k: string };
      if (['FunctionDef', 'ClassDef', 'Lambda'].includes(k)) return;
      const word = { Return: 'return', Break: 'break', Continue: 'continue' }[k];
      if (word && (k === 'Return' || !inLoop))
        this.warn(node as unknown as Node, `'${word}' in a 'finally' block`);
      const loops = inLoop || k === 'For' || k === 'While';
      for (const value of Object.values(node)) this.leaves(value, loops);
    }
  }

  visit(node: unknown): void {
    if (Array.isArray(node)) {
      for (const each of node) this.visit(each);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const e = node as Expr & { readonly final?: unknown; readonly test?: Expr };
    if (e.k === 'Compare') this.comparison(e);
    else if (e.k === 'Call') this.call(e);
    else if (e.k === 'Sub') this.subscript(e);
    else if ((e.k as string) === 'Assert' && this.alwaysTrue(e.test))
      this.warn(e, 'assertion is always true, perhaps remove parentheses?');
    if (e.final && this.rules.finallyLeft) this.leaves(e.final, false);
    for (const value of Object.values(node)) if (typeof value === 'object') this.visit(value);
  }
}

const KNOWN = /^(?:[\n\\'"abfnrtv0-7x]|[NuU])/;

/** Escapes in strings that mean nothing. */
function escapes(source: string, rules: SyntaxWarnings): SyntaxWarning[] {
  if (!source.includes('\\')) return [];
  const found: SyntaxWarning[] = [];
  for (const token of tokenize(source)) {
    if (!isString(token)) continue;
    const prefix = source.slice(token.start, token.quote).toLowerCase();
    if (prefix.includes('r')) continue;
    for (let i = token.quote; i < token.end - 1; i++) {
      if (source[i] !== '\\') continue;
      const letter = source[++i]!;
      if (KNOWN.test(letter) && !(prefix.includes('b') && 'NuU'.includes(letter))) continue;
      found.push({
        category: rules.escapeCategory,
        message: rules.escape(letter),
        error: rules.escapeError(letter),
        at: token.start,
      });
      break;
    }
  }
  return found;
}

/** What a program is warned of when it is compiled. */
export function syntaxWarnings(module: Module, rules: SyntaxWarnings): SyntaxWarning[] {
  const watcher = new Watcher(rules);
  watcher.visit(module.body);
  return [...escapes(module.source, rules), ...watcher.found];
}
