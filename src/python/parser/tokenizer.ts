/*
 * Source to tokens (Parser/tokenizer.c). Nothing is refused here: a string without an end is a token that is
 * not closed, and a character that Python does not know is an operator.
 */

/** As in Lib/token.py; `CONTINUATION` is a backslash at the end of a line. `NL` ends a line inside brackets. */
export type TokenKind =
  | 'NAME'
  | 'NUMBER'
  | 'STRING'
  | 'OP'
  | 'COMMENT'
  | 'NEWLINE'
  | 'NL'
  | 'CONTINUATION';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How many brackets are open around it. A bracket is outside of itself. */
  readonly depth: number;
}

export interface StringToken extends Token {
  readonly kind: 'STRING';
  /** Where the quotes begin, behind the prefix. */
  readonly quote: number;
  readonly triple: boolean;
  /** Whether the string has an end. One in single quotes has to end on its line. */
  readonly closed: boolean;
}

const PREFIX = /(?:[bB][rR]?|[rR][bBfFtT]?|[uU]|[fFtT][rR]?)?(?=["'])/;
const NAME = /[\p{ID_Start}_]\p{ID_Continue}*/u;
const NUMBER =
  /0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?/;
const OP = /\*\*=?|\/\/=?|<<=?|>>=?|->|:=|\.\.\.|[-+*/%@&|^=<>!]=?/;

const TOKEN = new RegExp(
  `[^\\S\\n]+|(#[^\\n]*)|(\\\\\\n)|(\\n)|(${PREFIX.source})|(${NAME.source})|(${NUMBER.source})|${OP.source}|[^]`,
  'uy',
);

/** The tokens of a source whose lines end with `\n`. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  const known: KnownStrings = new Map();
  let depth = 0;
  let at = 0;
  while (at < source.length) {
    TOKEN.lastIndex = at;
    const start = at;
    const [all, comment, continuation, newline, prefix, name, number] = TOKEN.exec(source)!;
    at += all.length;
    if (prefix !== undefined) {
      const string = stringAt(source, start, at, depth, known);
      tokens.push(string);
      at = string.end;
      continue;
    }
    let kind: TokenKind = 'OP';
    if (comment !== undefined) kind = 'COMMENT';
    else if (continuation !== undefined) kind = 'CONTINUATION';
    else if (newline !== undefined) kind = depth > 0 ? 'NL' : 'NEWLINE';
    else if (name !== undefined) kind = 'NAME';
    else if (number !== undefined) kind = 'NUMBER';
    else if (all.trim() === '') continue;
    if (')]}'.includes(all)) depth--;
    tokens.push({ kind, text: all, start, end: at, depth });
    if ('([{'.includes(all)) depth++;
  }
  return tokens;
}

export function isString(token: Token): token is StringToken {
  return token.kind === 'STRING';
}

/**
 * Strings by where their quotes begin. What is in the fields of one without an end is looked at once more
 * for each string around it.
 */
type KnownStrings = Map<number, StringToken>;

function stringAt(
  source: string,
  start: number,
  quote: number,
  depth: number,
  known: KnownStrings,
): StringToken {
  const before = known.get(quote);
  if (before !== undefined && before.start === start) return { ...before, depth };
  const triple = source.startsWith(source[quote]!.repeat(3), quote);
  const quotes = source[quote]!.repeat(triple ? 3 : 1);
  const formatted = /[ft]/i.test(source.slice(start, quote));
  // Without its fields where one has no end: it is a mistake that the grammar finds.
  const end =
    (formatted ? stringEnd(source, quote + quotes.length, quotes, known) : undefined) ??
    stringEnd(source, quote + quotes.length, quotes)!;
  const closed = end > 0;
  const stop = Math.abs(end);
  const text = source.slice(start, stop);
  const string = { kind: 'STRING', text, start, end: stop, depth, quote, triple, closed } as const;
  known.set(quote, string);
  return string;
}

/**
 * Where a string ends, behind its quotes; negative where it stops without them, undefined when it has a
 * replacement field without an end, which is looked for where strings inside are `known`.
 */
function stringEnd(
  source: string,
  from: number,
  quotes: string,
  known?: KnownStrings,
): number | undefined {
  for (let i = from; i < source.length; i++) {
    const c = source[i];
    if (c === '\\') i++;
    else if (source.startsWith(quotes, i)) return i + quotes.length;
    else if (c === '\n' && quotes.length === 1) return -i;
    else if (c === '{' && known) {
      if (source[i + 1] === '{') i++;
      else {
        const end = fieldEnd(source, i + 1, quotes, known);
        if (end === undefined) return undefined;
        i = end - 1;
      }
    }
  }
  return -source.length;
}

/** Where the replacement field of an f-string ends, behind its brace: it may hold strings with the same quotes. */
function fieldEnd(
  source: string,
  from: number,
  quotes: string,
  known: KnownStrings,
): number | undefined {
  let depth = 0;
  let inFormat = false;
  for (let i = from; i < source.length; i++) {
    const c = source[i]!;
    if (c === '\n' && quotes.length === 1) return undefined;
    if (inFormat && c === '{') {
      const end = fieldEnd(source, i + 1, quotes, known);
      if (end === undefined) return undefined;
      i = end - 1;
    } else if (c === '}' && depth === 0) return i + 1;
    else if (inFormat) {
      if (source.startsWith(quotes, i)) return undefined;
    } else if (c === '"' || c === "'") {
      const string = stringAt(source, prefixStart(source, from, i), i, 0, known);
      if (!string.closed) return undefined;
      i = string.end - 1;
    } else if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    else if (c === ':' && depth === 0) inFormat = true;
  }
  return undefined;
}

/** Where the prefix of the string whose quotes are at `quote` begins. */
function prefixStart(source: string, from: number, quote: number): number {
  const before = /(?<![\w])[a-zA-Z]{1,2}$/.exec(source.slice(from, quote));
  return quote - (before?.[0].length ?? 0);
}

/** Whether a token is more than a comment or the end of a line. */
export function isCode({ kind }: Token): boolean {
  return kind !== 'COMMENT' && kind !== 'NEWLINE' && kind !== 'NL' && kind !== 'CONTINUATION';
}

/** A line of a program with those that continue it: at least one token, no comments and line ends. */
export interface LogicalLine {
  readonly tokens: readonly Token[];
  /** Characters before the first token. */
  readonly indent: number;
}

export function logicalLines(source: string, tokens: readonly Token[]): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let line: Token[] = [];
  const end = (): void => {
    const [first] = line;
    if (first)
      lines.push({
        tokens: line,
        indent: first.start - (source.lastIndexOf('\n', first.start - 1) + 1),
      });
    line = [];
  };
  for (const token of tokens) {
    if (token.kind === 'NEWLINE') end();
    else if (isCode(token)) line.push(token);
  }
  end();
  return lines;
}

/** Tokens without text: ends of lines, and the beginnings and ends of blocks. */
export function emptyTokens(source: string): number {
  const indents = [0];
  const lines = logicalLines(source, tokenize(source));
  let blocks = 0;
  for (const { indent } of lines) {
    while (indent < indents.at(-1)!) indents.pop();
    if (indent === indents.at(-1)) continue;
    indents.push(indent);
    blocks++;
  }
  return lines.length + 2 * blocks;
}
