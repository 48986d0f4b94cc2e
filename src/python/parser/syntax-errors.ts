import type { SyntaxNode } from '@lezer/common';
import { type LineTable, PythonSyntaxError } from './ast';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const BLOCK = /^\s*(?:async\s+)?(if|elif|else|while|for|try|except|finally|with|def|class)\b/;

/** The message that Python has for a source that does not parse, as far as it can be told. */
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
  readonly open?: { readonly at: number; readonly bracket: string };
}

/** Finds a string or bracket that is not closed, or is closed by the wrong bracket. */
function scanTokens(source: string): Scan {
  const open: { at: number; bracket: string }[] = [];
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!;
    if (c === '#') {
      const end = source.indexOf('\n', i);
      i = end < 0 ? source.length : end;
    } else if (c === "'" || c === '"') {
      const long = source.startsWith(c.repeat(3), i);
      const end = stringEnd(source, i, long ? c.repeat(3) : c);
      if (end < 0) {
        const line = source.slice(0, long ? source.length : i).split('\n').length;
        const what = long ? 'triple-quoted string' : 'string';
        return {
          problem: { at: i, message: `unterminated ${what} literal (detected at line ${line})` },
        };
      }
      i = end - 1;
    } else if (c in CLOSING) open.push({ at: i, bracket: c });
    else if (c === ')' || c === ']' || c === '}') {
      const last = open.pop();
      if (!last) return { problem: { at: i, message: `unmatched '${c}'` } };
      if (CLOSING[last.bracket] !== c) {
        const message = `closing parenthesis '${c}' does not match opening parenthesis '${last.bracket}'`;
        return { problem: { at: i, message } };
      }
    }
  }
  const last = open.at(-1);
  return last ? { open: last } : {};
}

function stringEnd(source: string, start: number, quote: string): number {
  for (let i = start + quote.length; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source.startsWith(quote, i)) return i + quote.length;
    else if (quote.length === 1 && source[i] === '\n') return -1;
  }
  return -1;
}

/** A line of a program that is not the continuation of another. */
interface LogicalLine {
  readonly start: number;
  readonly indent: number;
  readonly line: number;
  /** Without strings and comments. */
  readonly code: string;
}

function logicalLines(source: string): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let depth = 0;
  let code = '';
  let start = 0;
  let line = 1;
  let first = 1;
  const end = (): void => {
    const indent = code.search(/\S/);
    if (indent >= 0) lines.push({ start, indent, line: first, code });
    code = '';
  };
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!;
    if (c === '#') {
      const stop = source.indexOf('\n', i);
      i = (stop < 0 ? source.length : stop) - 1;
    } else if (c === "'" || c === '"') {
      const quote = source.startsWith(c.repeat(3), i) ? c.repeat(3) : c;
      const stop = stringEnd(source, i, quote);
      line += source.slice(i, stop).split('\n').length - 1;
      i = stop - 1;
      code += '""';
    } else if (c === '\n') {
      line++;
      if (depth > 0 || code.endsWith('\\')) {
        code = code.replace(/\\$/, ' ');
        continue;
      }
      end();
      start = i + 1;
      first = line;
    } else {
      if ('([{'.includes(c)) depth++;
      if (')]}'.includes(c)) depth--;
      code += c;
    }
  }
  end();
  return lines;
}

interface Problem {
  readonly at: number;
  readonly message: string;
  readonly type?: 'IndentationError';
}

/** What is wrong with a program's blocks: a missing colon, or lines that are not indented as they must be. */
function blockProblem(source: string): Problem | undefined {
  const stack = [0];
  let opened: { readonly line: number; readonly what: string } | undefined;
  const indentation = (at: number, message: string): Problem => ({
    at,
    message,
    type: 'IndentationError',
  });
  for (const { start, indent, line, code } of logicalLines(source)) {
    const at = start + indent;
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
    const block = BLOCK.exec(code);
    const text = code.trimEnd();
    const keyword = block?.[1] ?? /^\s*(match|case)\b/.exec(code)?.[1] ?? '';
    opened = text.endsWith(':') ? { line, what: describeBlock(keyword) } : undefined;
    if (block && !text.includes(':')) return { at: start + text.length, message: "expected ':'" };
  }
  if (!opened) return undefined;
  return indentation(
    source.length,
    `expected an indented block after ${opened.what} on line ${opened.line}`,
  );
}

/** Finds what the grammar accepts and Python does not: brackets, strings, indentation. @throws PythonSyntaxError */
export function checkLayout(source: string, filename: string, lines: LineTable): void {
  const { problem, open } = scanTokens(source);
  const found: Problem | undefined =
    problem ??
    (open ? { at: open.at, message: `'${open.bracket}' was never closed` } : blockProblem(source));
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
