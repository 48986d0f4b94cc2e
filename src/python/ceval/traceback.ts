import { framePlaces } from '../../objects/field-objects';
import type { Code } from '../compile/code';
import { lookupAttr } from '../objects/getattr';
import { asNumber } from '../objects/index-numbers';
import { qualnameOf, repr, strOf } from '../objects/repr';
import { type Expr, LineTable, PythonSyntaxError } from '../parser/ast';
import { parse } from '../parser/parser';
import { tokenize } from '../parser/tokenizer';
import { asText, exceptionField, exceptionValue, toPython } from '../runtime/errors';
import { classAttribute } from '../runtime/lookup';
import type { Runtime } from '../runtime/runtime';
import { isHeapType, isInt, isList, isStr, isSubtype, nameOfType } from '../runtime/type-checks';
import { internName, listItems } from '../runtime/values';
import { markedLines } from './traceback-marks';

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

function entryLines(rt: Runtime, { code, lineno, at }: Entry, marked: boolean): string {
  const text = `  File "${code.filename}", line ${lineno}, in ${code.name}\n`;
  const line = sourceLine(rt, code.filename, lineno);
  if (line === undefined || line.trim() === '') return text;
  const plain = `${text}    ${line.trim()}\n`;
  const { carets } = rt.behaviour;
  if (!marked || carets === 'none') return plain;
  const place = code.places.slice(at * 4, at * 4 + 4);
  const [first, column, last, end] = place as [number, number, number, number];
  if (carets === 'parts') return `${plain}${marksUnder(line, column, last === first ? end : null)}`;
  if (first !== lineno || (last === first && end <= column)) return plain;
  const lines: string[] = [];
  for (let each = first; each <= last; each++)
    lines.push(sourceLine(rt, code.filename, each) ?? '');
  return `${text}${markedLines(lines, column, end)}`;
}

/**
 * `~~~~^^^^` under the part of the line that failed. None when the whole line did (3.11, 3.12).
 * @param end null: in another line
 */
function marksUnder(line: string, column: number, end: number | null): string {
  const stripped = line.trim();
  const indent = line.length - line.trimStart().length;
  const stop = end ?? line.trimEnd().length;
  if (stop <= column) return '';
  const from = Math.max(0, column - indent);
  const to = Math.min(stripped.length, stop - indent);
  const part = stripped.slice(from, to);
  const marked = anchors(part);
  if (marked === null && from === 0 && to >= stripped.length) return '';
  return `    ${' '.repeat(from)}${marked ?? '^'.repeat(part.length)}\n`;
}

/** Marks the operator of a binary operation and the brackets of a subscript; null for anything else. */
function anchors(text: string): string | null {
  const expression = expressionOf(text);
  if (expression === undefined) return null;
  const marks = (from: number, to: number): string =>
    '~'.repeat(from) + '^'.repeat(to - from) + '~'.repeat(text.length - to);
  if (expression.k === 'Bin') {
    const [from, to] = operatorAt(text, expression.left.end, expression.right.start);
    return marks(from, to);
  }
  if (expression.k !== 'Sub') return null;
  const { end } = expression.value;
  const opening = tokenize(text).find(
    (token) => token.start >= end && token.depth === 0 && token.text === '[',
  );
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

function exceptionLine(rt: Runtime, op: number, printer: Printer): string {
  const type = rt.py.typeOf(op);
  const module = isHeapType(rt, type) ? classAttribute(rt, type, '__module__') : 0;
  const { printsMain } = rt.behaviour;
  const ofMain = printer === 'module' ? 'never' : printsMain;
  const own =
    isHeapType(rt, type) && ofMain !== 'name' ? qualnameOf(rt, type) : nameOfType(rt, type);
  const unnamed = ofMain === 'never' ? ['__main__', 'builtins'] : ['builtins'];
  const prefix =
    module !== 0 && !unnamed.includes(asText(rt, module)) ? `${asText(rt, module)}.` : '';
  let text: string;
  try {
    text = strOf(rt, op);
  } catch (error) {
    rt.py.decref(toPython(rt, error).op);
    text = '<exception str() failed>';
  }
  if (printer === 'unraisable') return `${prefix}${own}: ${text}\n`;
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

/**
 * Who prints an exception: the traceback module, or C (Python/pythonrun.c) where nobody caught it.
 * `unraisable`: where nobody can (Python/errors.c), which prints neither causes nor notes.
 */
export type Printer = 'module' | 'uncaught' | 'unraisable';

/** What is printed of an exception that nobody can catch. */
export function formatUnraisable(rt: Runtime, op: number): string {
  if (rt.messages.unraisable.byModule) return formatException(rt, op);
  // C marks parts of lines, and left this to the traceback module when calls were marked as well.
  const marked = rt.behaviour.carets === 'parts';
  return `${tracebackText(rt, op, marked)}${exceptionLine(rt, op, 'unraisable')}`;
}

/** The traceback and message of an exception, after those of its causes. */
export function formatException(
  rt: Runtime,
  op: number,
  printer: Printer = 'module',
  seen: Set<number> = new Set(),
): string {
  const { py } = rt;
  seen.add(op);
  let text = '';
  const cause = py.load(op + exceptionField(rt, 'cause'));
  const context = py.load(op + exceptionField(rt, 'context'));
  const suppressed = (py.i32[op + exceptionField(rt, 'suppress_context')]! & 0xff) !== 0;
  if (cause !== 0 && !seen.has(cause)) {
    text += `${formatException(rt, cause, printer, seen)}\nThe above exception was the direct cause of the following exception:\n\n`;
  } else if (context !== 0 && !suppressed && !seen.has(context)) {
    text += `${formatException(rt, context, printer, seen)}\nDuring handling of the above exception, another exception occurred:\n\n`;
  }
  return `${text}${tracebackText(rt, op, true)}${exceptionLine(rt, op, printer)}`;
}

function tracebackText(rt: Runtime, op: number, marked: boolean): string {
  const entries = entriesOf(rt, op);
  if (entries.length === 0) return '';
  let text = 'Traceback (most recent call last):\n';
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
    if (repeats <= REPEATS) text += entryLines(rt, entry, marked);
  }
  more();
  return text;
}
