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
  top: SyntaxNode,
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
  const scan = scanTokens(source);
  if (scan.problem) return error(scan.problem.at, scan.problem.message);
  if (scan.open) return error(scan.open.at, `'${scan.open.bracket}' was never closed`);
  const at = Math.min(offset, source.length);
  const line = lines.line(at);
  const indentation = indentationProblem(source, lines, line);
  if (indentation) return error(indentation.at, indentation.message, 'IndentationError');
  for (const candidate of [line, line - 1]) {
    const text = candidate > 0 ? withoutComment(lines.text(candidate)) : '';
    if (BLOCK.test(text) && !/:\s*(\S.*)?$/.test(text)) {
      const start =
        source
          .split('\n')
          .slice(0, candidate - 1)
          .join('\n').length + (candidate > 1 ? 1 : 0);
      return error(start + text.trimEnd().length, "expected ':'");
    }
  }
  if (/\bif\b[^=:]*[^=!<>:]=[^=]/.test(lines.text(line))) {
    const equals = lines.text(line).search(/[^=!<>:]=[^=]/);
    return error(
      at - lines.column(at) + Math.max(0, equals),
      "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
    );
  }
  void top;
  return error(at, 'invalid syntax');
}

interface Scan {
  readonly problem?: { readonly at: number; readonly message: string };
  readonly open?: { readonly at: number; readonly bracket: string };
}

/** Strings and brackets of a source: what is not closed, or closed by the wrong bracket. */
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

function withoutComment(text: string): string {
  return text.replace(/\s*#.*$/, '');
}

function indentationProblem(
  source: string,
  lines: LineTable,
  errorLine: number,
): { at: number; message: string } | undefined {
  const stack = [0];
  let expectBlock: { line: number; what: string } | undefined;
  let offset = 0;
  let depth = 0;
  for (const [i, text] of source.split('\n').entries()) {
    const start = offset;
    offset += text.length + 1;
    const code = withoutComment(text);
    const before = depth;
    for (const c of code) depth += '([{'.includes(c) ? 1 : ')]}'.includes(c) ? -1 : 0;
    if (code.trim() === '' || before > 0) continue;
    const indent = code.search(/\S/);
    const top = stack.at(-1)!;
    if (expectBlock) {
      if (indent <= top) {
        const message = `expected an indented block after ${expectBlock.what} on line ${expectBlock.line}`;
        return { at: start + indent, message };
      }
      stack.push(indent);
    } else if (indent > top) return { at: start + indent, message: 'unexpected indent' };
    else if (indent < top) {
      while (stack.at(-1)! > indent) stack.pop();
      if (stack.at(-1) !== indent) {
        return {
          at: start + indent,
          message: 'unindent does not match any outer indentation level',
        };
      }
    }
    const block = BLOCK.exec(code);
    const what = block?.[1];
    expectBlock =
      what && depth === 0 && code.trimEnd().endsWith(':')
        ? { line: i + 1, what: describeBlock(what) }
        : undefined;
    if (i + 1 > errorLine) break;
  }
  if (expectBlock) {
    return {
      at: source.length,
      message: `expected an indented block after ${expectBlock.what} on line ${expectBlock.line}`,
    };
  }
  void lines;
  return undefined;
}

function describeBlock(keyword: string): string {
  if (keyword === 'def') return 'function definition';
  if (keyword === 'class') return 'class definition';
  return `'${keyword}' statement`;
}
