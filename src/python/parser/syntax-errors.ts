import type { SyntaxNode } from '@lezer/common';
import { type LineTable, PythonSyntaxError } from './ast';
import { hintAt } from './syntax-hints';
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
  guesses: boolean,
  open?: Token,
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
  // A bracket that is open matters at the end, or on a later line (`_PyPegen_run_parser`).
  if (open && (at >= source.trimEnd().length || line > lines.line(open.start)))
    return error(open.start, `'${open.text}' was never closed`);
  const hint = guesses ? hintAt(tokenize(source), lines, at) : undefined;
  if (hint) return error(hint.at, hint.message);
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
    if (c in CLOSING) open.push(token);
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
    else if (indent > top) return indentation(at - 1, 'unexpected indent');
    else if (indent < top) {
      while (stack.at(-1)! > indent) stack.pop();
      if (stack.at(-1) !== indent) {
        const end = source.indexOf('\n', at);
        return indentation(
          end < 0 ? source.length : end,
          'unindent does not match any outer indentation level',
        );
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

/**
 * Finds what the grammar accepts and Python does not: brackets, strings, indentation.
 * @returns a bracket that is not closed. @throws PythonSyntaxError
 */
export function checkLayout(source: string, filename: string, lines: LineTable): Token | undefined {
  const tokens = tokenize(source);
  const { problem, open } = scanTokens(tokens, lines);
  const found: Problem | undefined =
    problem ?? (open ? undefined : blockProblem(source, tokens, lines));
  if (!found) return open;
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

const BEFORE: readonly (readonly [RegExp, (place: Place) => Partial<Place>])[] = [
  [
    /was never closed$/,
    ({ source }) => ({
      message: 'unexpected EOF while parsing',
      ...endOf(source),
    }),
  ],
  [
    /^unterminated string literal/,
    ({ text }) => ({ message: 'EOL while scanning string literal', offset: text.length + 1 }),
  ],
  [
    /^unterminated triple-quoted/,
    ({ source }) => ({
      message: 'EOF while scanning triple-quoted string literal',
      ...endOf(source),
    }),
  ],
  [/^expected ':'$|^expected 'else'/, () => ({ message: 'invalid syntax' })],
  [/^expected an indented block/, () => ({ message: 'expected an indented block' })],
  [
    /^Missing parentheses in call to 'print'/,
    ({ text, offset }) => {
      const [, gap, rest] = /^print(\s+)([^#]*)/.exec(text.slice(offset - 1)) ?? [];
      if (rest === undefined) return {};
      const shown = rest.trim().replace(/,$/, ' , end=" "').replace(' ,', ',');
      return {
        message: `Missing parentheses in call to 'print'. Did you mean print(${shown})?`,
        offset: offset + 5 + gap!.length,
      };
    },
  ],
];

interface Place {
  readonly source: string;
  readonly message: string;
  readonly lineno: number;
  readonly offset: number;
  readonly text: string;
}

/** Where a source ends, as the tokenizer says it. */
function endOf(source: string): Pick<Place, 'lineno' | 'offset' | 'text'> {
  const lines = source.replace(/\n$/, '').split('\n');
  const text = lines.at(-1)!;
  return { lineno: lines.length, offset: text.length + 1, text };
}

/** The error as the parsers to 3.9 tell it: with fewer guesses. @param first of the parser to 3.8 */
export function withoutHints(
  error: PythonSyntaxError,
  source: string,
  first: boolean,
): PythonSyntaxError {
  const place: Place = { ...error, source, message: error.message };
  const found = BEFORE.find(([pattern]) => pattern.test(error.message));
  let now: Place = found ? { ...place, ...found[1](place) } : place;
  const hint = / here\. Maybe you meant .*$/.exec(now.message);
  if (first && /^positional argument follows/.test(now.message)) {
    const argument = /[^,\s][^,]*$/.exec(now.text.slice(0, now.offset - 1));
    if (argument) now = { ...now, offset: argument.index + 1 };
  }
  if (hint) now = { ...now, message: now.message.slice(0, hint.index) };
  return new PythonSyntaxError(
    now.message,
    error.filename,
    now.lineno,
    now.offset,
    now.text,
    error.type,
  );
}
