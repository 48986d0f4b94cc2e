import { framePlaces } from '../../objects/field-objects';
import type { Code } from '../compile/code';
import { lookupAttr } from '../objects/getattr';
import { asNumber } from '../objects/index-numbers';
import { qualnameOf, repr, strOf } from '../objects/repr';
import { type Expr, LineTable, PythonSyntaxError } from '../parser/ast';
import { parse } from '../parser/parser';
import { isCode, type Token, tokenize } from '../parser/tokenizer';
import { asText, exceptionField, exceptionValue } from '../runtime/errors';
import { classAttribute } from '../runtime/lookup';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isInt, isList, isStr, isSubtype, nameOfType } from '../runtime/type-checks';
import { internName, listItems } from '../runtime/values';

/*
 * The text of an uncaught exception (Python/traceback.c, Lib/traceback.py).
 */

interface Entry {
  readonly code: Code;
  readonly lineno: number;
  readonly at: number;
}

/** How many frames of one place are printed. The rest are counted. */
const REPEATS = 3;

function entriesOf(rt: Runtime, exception: number): Entry[] {
  const { py } = rt;
  const offset = (field: string): number => py.structs.offset('PyTracebackObject', field) >> 2;
  const entries: Entry[] = [];
  let at = py.load(exception + exceptionField(rt, 'traceback'));
  while (at !== 0) {
    const frame = py.load(at + offset('tb_frame'));
    const word = py.load(frame + framePlaces(py).code);
    const code = rt.codes[py.get(word + rt.codeIndex)]!;
    entries.push({
      code,
      lineno: py.get(at + offset('tb_lineno')),
      at: py.get(at + offset('tb_lasti')),
    });
    at = py.load(at + offset('tb_next'));
  }
  return entries;
}

/** Makes a program's source known to tracebacks. */
export function rememberSource(rt: Runtime, filename: string, source: string): void {
  rt.sources.set(filename, new LineTable(source));
}

/** A line of a source that is known, without its end. */
export function sourceLine(rt: Runtime, filename: string, lineno: number): string | undefined {
  return rt.sources.get(filename)?.text(lineno);
}

function entryLines(rt: Runtime, { code, lineno, at }: Entry): string {
  const { name } = code;
  let text = `  File "${code.filename}", line ${lineno}, in ${name}\n`;
  const line = sourceLine(rt, code.filename, lineno);
  if (line === undefined || line.trim() === '') return text;
  const stripped = line.trim();
  text += `    ${stripped}\n`;
  const marks = rt.behaviour.carets;
  if (marks !== 'none') text += carets(code, at, line, stripped, marks === 'calls');
  return text;
}

/** `~~~~^^^^` under the part of the line that failed. None when the whole line did. */
function carets(code: Code, at: number, line: string, stripped: string, calls: boolean): string {
  const [first, column, last, end] = code.places.slice(at * 4, at * 4 + 4) as [
    number,
    number,
    number,
    number,
  ];
  const indent = line.length - line.trimStart().length;
  const stop = last === first ? end : line.trimEnd().length;
  if (stop <= column) return '';
  const from = Math.max(0, column - indent);
  const to = Math.min(stripped.length, stop - indent);
  const part = stripped.slice(from, to);
  const marked = anchors(part, calls);
  if (marked === null && from === 0 && to >= stripped.length) return '';
  return `    ${' '.repeat(from)}${marked ?? '^'.repeat(part.length)}\n`;
}

/**
 * Marks the operator of a binary operation, the brackets of a subscript, and (3.13 on) the parentheses
 * of a call; null for anything else.
 */
function anchors(text: string, calls: boolean): string | null {
  const expression = expressionOf(text);
  if (expression === undefined) return null;
  const marks = (from: number, to: number): string =>
    '~'.repeat(from) + '^'.repeat(to - from) + '~'.repeat(text.length - to);
  const after = (part: Expr, found: (token: Token) => boolean): Token | undefined =>
    tokenize(text).find((token) => token.start >= part.end && token.depth === 0 && found(token));
  if (expression.k === 'Bin' && !calls) {
    const [from, to] = operatorAt(text, expression.left.end, expression.right.start);
    return marks(from, to);
  }
  if (expression.k === 'Bin') {
    const operator = after(expression.left, (token) => isCode(token) && token.text !== ')');
    return operator ? marks(operator.start, operator.end) : null;
  }
  const opening =
    expression.k === 'Sub'
      ? after(expression.value, ({ text: bracket }) => bracket === '[')
      : calls && expression.k === 'Call'
        ? after(expression.func, ({ text: bracket }) => bracket === '(')
        : undefined;
  return opening ? marks(opening.start, text.length) : null;
}

/** Where 3.11 and 3.12 mark the operator: how wide it is they see at what is behind the left operand, also a bracket. */
function operatorAt(text: string, left: number, right: number): [from: number, to: number] {
  const space = /\s/;
  let at = left + /^\s*/.exec(text.slice(left, right))![0].length;
  const width = at + 1 < right && !space.test(text[at + 1]!) ? 2 : 1;
  while (at < text.length && (space.test(text[at]!) || text[at] === ')' || text[at] === '#')) at++;
  return [at, at + width];
}

/** The one expression that a text is, if it is one. */
function expressionOf(text: string): Expr | undefined {
  try {
    const { body } = parse(text, '');
    const [only] = body;
    return body.length === 1 && only?.k === 'Expr' ? only.value : undefined;
  } catch (error) {
    if (error instanceof PythonSyntaxError) return undefined;
    throw error;
  }
}

function exceptionLine(rt: Runtime, op: number): string {
  const type = rt.py.typeOf(op);
  const module = isHeapType(rt, type) ? classAttribute(rt, type, '__module__') : 0;
  const own = isHeapType(rt, type) ? qualnameOf(rt, type) : nameOfType(rt, type);
  const prefix =
    module !== 0 && !['__main__', 'builtins'].includes(asText(rt, module))
      ? `${asText(rt, module)}.`
      : '';
  let text: string;
  try {
    text = strOf(rt, op);
  } catch {
    text = '<exception str() failed>';
  }
  const notes = notesOf(rt, op);
  if (isSubtype(rt, type, rt.py.type('SyntaxError'))) {
    const field = (name: string): number => exceptionValue(rt, op, name, 'PySyntaxErrorObject');
    const [filename, lineno, offset, line] = ['filename', 'lineno', 'offset', 'text'].map(field);
    if (filename && isStr(rt, filename) && lineno && isInt(rt, lineno))
      return `${explainSyntax({
        type: own,
        message: strOf(rt, field('msg')),
        filename: asText(rt, filename),
        lineno: asNumber(rt, lineno),
        offset: offset && isInt(rt, offset) ? asNumber(rt, offset) : 0,
        text: line && isStr(rt, line) ? asText(rt, line) : '',
      })}${notes}`;
  }
  return `${prefix}${own}${text === '' ? '' : `: ${text}`}\n${notes}`;
}

/** A syntax error as Python prints it. */
export function explainSyntax(
  error: Pick<PythonSyntaxError, 'message' | 'filename' | 'lineno' | 'offset' | 'text'> & {
    readonly type: string;
  },
): string {
  const stripped = error.text.trimStart();
  const indent = error.text.length - stripped.length;
  const caret = ' '.repeat(Math.max(0, error.offset - 1 - indent));
  const line = stripped === '' ? '' : `    ${stripped.trimEnd()}\n    ${caret}^\n`;
  return `  File "${error.filename}", line ${error.lineno}\n${line}${error.type}: ${error.message}\n`;
}

function notesOf(rt: Runtime, op: number): string {
  if (!rt.behaviour.added.has('BaseException.add_note')) return '';
  const notes = lookupAttr(rt, op, internName(rt, '__notes__'));
  if (notes === 0) return '';
  const text = isList(rt, notes)
    ? listItems(rt, notes).map((note) => `${strOf(rt, note)}\n`)
    : [`${repr(rt, notes)}\n`];
  rt.py.decref(notes);
  return text.join('');
}

/** The traceback and message of an exception, after those of its causes. */
export function formatException(rt: Runtime, op: number, seen: Set<number> = new Set()): string {
  const { py } = rt;
  seen.add(op);
  let text = '';
  const cause = py.load(op + exceptionField(rt, 'cause'));
  const context = py.load(op + exceptionField(rt, 'context'));
  const suppressed = (py.i32[op + exceptionField(rt, 'suppress_context')]! & 0xff) !== 0;
  if (cause !== 0 && !seen.has(cause)) {
    text += `${formatException(rt, cause, seen)}\nThe above exception was the direct cause of the following exception:\n\n`;
  } else if (context !== 0 && !suppressed && !seen.has(context)) {
    text += `${formatException(rt, context, seen)}\nDuring handling of the above exception, another exception occurred:\n\n`;
  }
  const entries = entriesOf(rt, op);
  if (entries.length > 0) text += `Traceback (most recent call last):\n${entriesText(rt, entries)}`;
  return text + exceptionLine(rt, op);
}

function entriesText(rt: Runtime, entries: readonly Entry[]): string {
  let text = '';
  let repeats = 0;
  let previous: Entry | undefined;
  const more = (): void => {
    if (repeats > REPEATS) {
      const rest = repeats - REPEATS;
      text += `  [Previous line repeated ${rest} more time${rest === 1 ? '' : 's'}]\n`;
    }
  };
  for (const entry of entries) {
    const same = previous && previous.code === entry.code && previous.lineno === entry.lineno;
    if (!same) {
      more();
      repeats = 0;
      previous = entry;
    }
    repeats++;
    if (repeats <= REPEATS) text += entryLines(rt, entry);
  }
  more();
  return text;
}
