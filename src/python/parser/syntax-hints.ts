import type { LineTable } from './ast';
import type { Token } from './tokenizer';

/*
 * What CPython guesses about a place where a program does not parse (the `invalid_…` rules in Grammar/python.gram).
 */

const KEYWORDS: ReadonlySet<string> = new Set(
  'and as assert async break class continue def del elif else except finally for from global if import in is nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);
const SEPARATORS: ReadonlySet<string> = new Set([',', ':', '=', ':=', ';']);
const OPENING: ReadonlySet<string> = new Set(['(', '[', '{']);
const CLOSING: ReadonlySet<string> = new Set([')', ']', '}']);
const SOFT: ReadonlySet<string> = new Set(['_', 'case', 'match', 'type']);
const LEGACY: ReadonlySet<string> = new Set(['print', 'exec']);

export interface Hint {
  readonly at: number;
  readonly message: string;
}

const isCode = ({ kind }: Token): boolean =>
  kind === 'NAME' || kind === 'NUMBER' || kind === 'STRING' || kind === 'OP';
const isName = ({ kind, text }: Token): boolean => kind === 'NAME' && !KEYWORDS.has(text);

/** Whether an expression can begin, or end, with a token. */
const begins = (token: Token): boolean =>
  isName(token) || token.kind === 'NUMBER' || token.kind === 'STRING' || OPENING.has(token.text);
const ends = (token: Token): boolean =>
  (isName(token) && token.text !== 'lambda' && token.text !== 'await') ||
  token.kind === 'NUMBER' ||
  token.kind === 'STRING' ||
  CLOSING.has(token.text);

/** Where the expression begins that ends at a token; -1 where it is not inside of brackets. */
function expressionStart(code: readonly Token[], last: number): number {
  let depth = 0;
  for (let i = last; i >= 0; i--) {
    const { text, kind } = code[i]!;
    if (kind === 'STRING') continue;
    if (CLOSING.has(text)) depth++;
    else if (OPENING.has(text)) {
      if (depth === 0) return i + 1;
      depth--;
    } else if (depth === 0 && (SEPARATORS.has(text) || (kind === 'NAME' && stops(text))))
      return code[last]!.depth > 0 ? i + 1 : -1;
  }
  return -1;
}

const stops = (word: string): boolean =>
  KEYWORDS.has(word) && !['and', 'or', 'not', 'in', 'is'].includes(word);

/** `=` where an expression is: of an argument, or of a condition. */
function assignmentHint(code: readonly Token[], lines: LineTable, index: number): Hint | undefined {
  const line = lines.line(code[index]!.start);
  let start = index;
  while (
    start > 0 &&
    lines.line(code[start - 1]!.start) === line &&
    !opensCondition(code[start - 1]!)
  )
    start--;
  const inner = expressionStart(code, index - 1);
  const at = code[Math.max(inner, start)]!;
  const bracket = code[inner - 1];
  const caller = code[inner - 2];
  if (inner > 0 && bracket?.text === '(' && caller && ends(caller) && inner !== index - 1)
    return { at: at.start, message: NO_ASSIGNMENT };
  if (inner > 0 && bracket?.text === '(' && caller && ends(caller)) {
    const word = ['None', 'True', 'False'].includes(at.text);
    return { at: at.start, message: word ? `cannot assign to ${at.text}` : NO_ASSIGNMENT };
  }
  if (inner <= 0 && start === 0) return undefined;
  return { at: at.start, message: "invalid syntax. Maybe you meant '==' or ':=' instead of '='?" };
}

const NO_ASSIGNMENT = 'expression cannot contain assignment, perhaps you meant "=="?';

const opensCondition = ({ text }: Token): boolean => ['if', 'elif', 'while'].includes(text);

/** What is guessed about the first token that does not fit, which begins at `at`. */
export function hintAt(tokens: readonly Token[], lines: LineTable, at: number): Hint | undefined {
  const code = tokens.filter(isCode);
  const index = code.findIndex(({ end }) => end > at);
  const wrong = code[index];
  const before = code[index - 1];
  if (!wrong || !before) return undefined;
  if (wrong.text === '=') return assignmentHint(code, lines, index);
  if (!begins(wrong) || !ends(before)) return undefined;
  let first = index - 1;
  while (first > 0 && lines.line(code[first - 1]!.start) === lines.line(before.start)) first--;
  const statement = code[first]!;
  if (first === index - 1 && LEGACY.has(statement.text) && statement.depth === 0) {
    const { text } = statement;
    return {
      at: statement.start,
      message: `Missing parentheses in call to '${text}'. Did you mean ${text}(...)?`,
    };
  }
  const start = expressionStart(code, index - 1);
  if (start < 0 || start >= index) return undefined;
  const [head, next] = [code[start]!, code[start + 1]!];
  if ((isName(head) && next.kind === 'STRING') || SOFT.has(head.text)) return undefined;
  return { at: head.start, message: 'invalid syntax. Perhaps you forgot a comma?' };
}
