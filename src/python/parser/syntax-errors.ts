import type { SyntaxNode } from '@lezer/common';
import { type LineTable, PythonSyntaxError } from './ast';
import { isString, logicalLines, type Token, tokenize } from './tokenizer';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const BLOCKS: ReadonlySet<string> = new Set(
  'if elif else while for try except finally with def class'.split(' '),
);
const SOFT_BLOCKS: ReadonlySet<string> = new Set(['match', 'case']);

/** Python's message for a source that does not parse, as far as it can be found out. */
export function explainSyntaxError(
  source: string,
  filename: string,
  lines: LineTable,
  offset: number,
): PythonSyntaxError {
  const error = (
    at: number,
    message: string,
    type?: 'SyntaxError' | 'IndentationError',
  ): PythonSyntaxError => {
    const line = lines.line(at);
    return new PythonSyntaxError(
      message,
      filename,
      line,
      lines.column(at) + 1,
      lines.text(line),
      type,
    );
  };
  const at = Math.min(offset, source.length);
  const line = lines.line(at);
  if (/\bif\b[^=:]*[^=!<>:]=[^=]/.test(lines.text(line))) {
    const equals = lines.text(line).search(/[^=!<>:]=[^=]/);
    return error(
      at - lines.column(at) + Math.max(0, equals),
      "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
    );
  }
  return error(at, 'invalid syntax');
}

interface Scan {
  readonly problem?: { readonly at: number; readonly message: string };
  readonly open?: Token;
}

/** Finds a string or bracket that is not closed, or is closed by the wrong bracket. */
function scanTokens(tokens: readonly Token[], lines: LineTable): Scan {
  const open: Token[] = [];
  for (const token of tokens) {
    const { start: at, text: c } = token;
    if (isString(token)) {
      if (token.closed) continue;
      const line = lines.line(token.triple ? token.end : token.quote);
      const what = token.triple ? 'triple-quoted string' : 'string';
      return {
        problem: {
          at: token.quote,
          message: `unterminated ${what} literal (detected at line ${line})`,
        },
      };
    }
    if (Object.hasOwn(CLOSING, c)) open.push(token);
    else if (c === ')' || c === ']' || c === '}') {
      const last = open.pop();
      if (!last) return { problem: { at, message: `unmatched '${c}'` } };
      if (CLOSING[last.text] !== c) {
        const message = `closing parenthesis '${c}' does not match opening parenthesis '${last.text}'`;
        return { problem: { at, message } };
      }
    }
  }
  const last = open.at(-1);
  return last ? { open: last } : {};
}

interface Problem {
  readonly at: number;
  readonly message: string;
  readonly type?: 'IndentationError';
}

/** What is wrong with a program's blocks: a missing colon, or lines that are not indented as they must be. */
function blockProblem(
  source: string,
  tokens: readonly Token[],
  lines: LineTable,
): Problem | undefined {
  const stack = [0];
  let opened: { readonly line: number; readonly what: string } | undefined;
  const indentation = (at: number, message: string): Problem => ({
    at,
    message,
    type: 'IndentationError',
  });
  for (const { indent, tokens: code } of logicalLines(source, tokens)) {
    const at = code[0]!.start;
    const top = stack.at(-1)!;
    if (opened && indent <= top) {
      return indentation(
        at,
        `expected an indented block after ${opened.what} on line ${opened.line}`,
      );
    }
    if (opened) stack.push(indent);
    else if (indent > top) return indentation(at, 'unexpected indent');
    else if (indent < top) {
      while (stack.at(-1)! > indent) stack.pop();
      if (stack.at(-1) !== indent) {
        return indentation(at, 'unindent does not match any outer indentation level');
      }
    }
    const last = code.at(-1)!;
    const word = code.find(({ text }) => text !== 'async')?.text ?? '';
    const keyword = BLOCKS.has(word) || SOFT_BLOCKS.has(word) ? word : '';
    opened = last.text === ':' ? { line: lines.line(at), what: describeBlock(keyword) } : undefined;
    if (BLOCKS.has(keyword) && !code.some(({ kind, text }) => kind === 'OP' && text[0] === ':'))
      return { at: last.end, message: "expected ':'" };
  }
  if (!opened) return undefined;
  return indentation(
    source.length,
    `expected an indented block after ${opened.what} on line ${opened.line}`,
  );
}

/** Finds what the grammar accepts and Python does not: brackets, strings, indentation. @throws PythonSyntaxError */
export function checkLayout(source: string, filename: string, lines: LineTable): void {
  const tokens = tokenize(source);
  const { problem, open } = scanTokens(tokens, lines);
  const found: Problem | undefined =
    problem ??
    (open
      ? { at: open.start, message: `'${open.text}' was never closed` }
      : blockProblem(source, tokens, lines));
  if (!found) return;
  const line = lines.line(found.at);
  throw new PythonSyntaxError(
    found.message,
    filename,
    line,
    lines.column(found.at) + 1,
    lines.text(line),
    found.type,
  );
}

function describeBlock(keyword: string): string {
  if (keyword === 'def') return 'function definition';
  if (keyword === 'class') return 'class definition';
  return `'${keyword}' statement`;
}

/**
 * What the grammar takes for a mistake and Python does not: `Class()` in a pattern, `yield` without a
 * value, `/` among the parameters of a lambda.
 */
export function isValid(error: SyntaxNode, text: string): boolean {
  const { parent } = error;
  if (text === '/') return parent?.name === 'ParamList' && error.prevSibling?.name === ',';
  if (text !== '') return false;
  let before = error.prevSibling;
  while (before?.name === 'Comment') before = before.prevSibling;
  if (before?.name === 'yield') return error.nextSibling === null;
  return parent?.name === 'LiteralPattern' && parent.parent?.name === 'PatternArgList';
}
