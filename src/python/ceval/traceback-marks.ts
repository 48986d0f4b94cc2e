import { type Expr, PythonSyntaxError } from '../parser/ast';
import { parse } from '../parser/parser';

/*
 * The lines that an entry of a traceback shows from 3.13 on, with marks under what failed: all lines that an
 * expression takes, but for those in the middle of a long one (Lib/traceback.py, `format_frame_summary`).
 */

/** A place in lines, both from 0. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** What is marked as the operator, or the brackets: from a place up to another one. */
interface Anchors {
  readonly from: Place;
  readonly to: Place;
}

const OPENS = '(\n';

/**
 * The lines of an expression with its marks, each with four spaces in front.
 * @param lines the source's lines, from its first to its last
 * @param column where it begins in the first, and `end` where it ends in the last
 */
export function markedLines(lines: readonly string[], column: number, end: number): string {
  const shown = dedented(lines);
  const cut = lines[0]!.length - shown[0]!.length;
  const [start, stop] = [Math.max(0, column - cut), Math.max(0, end - cut)];
  const last = shown.length - 1;
  const segment = [...shown.slice(0, -1), shown[last]!.slice(0, stop)].join('\n').slice(start);
  const found = anchorsOf(segment);
  const anchors = found && {
    from: shifted(found.from, start),
    to: shifted(found.to, start),
  };
  const marks = showsMarks(shown, start, stop, anchors !== undefined);
  const result: string[] = [];
  const show = (line: number): void => {
    const text = shown[line]!;
    result.push(text);
    if (!marks) return;
    const blank = text.length - text.trimStart().length;
    let under = '';
    const width = line === last ? stop : text.length;
    for (let at = 0; at < width; at++) {
      if (at < blank || (line === 0 && at < start)) under += ' ';
      else under += anchors && !within(anchors, line, at) ? '~' : '^';
    }
    result.push(under);
  };
  const lineNumbers = significant(last, anchors);
  for (const [i, line] of lineNumbers.entries()) {
    const between = i === 0 ? 0 : line - lineNumbers[i - 1]! - 1;
    if (between === 1) show(line - 1);
    else if (between > 1) result.push(`...<${between} lines>...`);
    show(line);
  }
  return dedented(result)
    .map((line) => `    ${line}\n`)
    .join('');
}

/** `textwrap.dedent`: without the white space that all lines begin with; lines of nothing else are empty. */
function dedented(lines: readonly string[]): string[] {
  const blank = /^[ \t]*/;
  const filled = lines.filter((line) => line.trim() !== '');
  let common = filled[0] === undefined ? '' : blank.exec(filled[0])![0];
  for (const line of filled) while (!line.startsWith(common)) common = common.slice(0, -1);
  return lines.map((line) => (line.trim() === '' ? '' : line.slice(common.length)));
}

function shifted({ line, column }: Place, start: number): Place {
  return line === 0 ? { line, column: column + start } : { line, column };
}

function within({ from, to }: Anchors, line: number, column: number): boolean {
  const begun = line > from.line || (line === from.line && column >= from.column);
  return begun && (line < to.line || (line === to.line && column < to.column));
}

/** The first line, the last, and those around the ends of what is marked. */
function significant(last: number, anchors: Anchors | undefined): number[] {
  const lines = new Set([0, last]);
  if (anchors)
    for (const { line } of [anchors.from, anchors.to])
      for (const each of [line - 1, line, line + 1]) lines.add(each);
  return [...lines].filter((line) => line >= 0 && line <= last).sort((a, b) => a - b);
}

/** Not where all of the lines failed, nor where a statement only returns or names what a function gives. */
function showsMarks(
  lines: readonly string[],
  start: number,
  stop: number,
  anchored: boolean,
): boolean {
  const text = lines.join('\n');
  const last = lines.length - 1;
  const end = text.length - lines[last]!.length + stop;
  const statement = parsed(text)?.[0];
  const value =
    statement?.k === 'Return' && statement.value?.k === 'Call' && statement.value.func.k === 'Name'
      ? statement.value
      : statement?.k === 'Assign' &&
          statement.value.k === 'Call' &&
          statement.targets.length === 1 &&
          statement.targets[0]!.k === 'Name'
        ? statement.value
        : undefined;
  if (value?.start === start && value.end === end) return false;
  return (
    anchored || lines[0]!.slice(0, start).trim() !== '' || lines[last]!.slice(stop).trim() !== ''
  );
}

function parsed(text: string): ReturnType<typeof parse>['body'] | undefined {
  try {
    return parse(`${text}\n`, '').body;
  } catch (error) {
    if (error instanceof PythonSyntaxError) return undefined;
    throw error;
  }
}

/** The operator of a binary operation, the brackets of a subscript, the parentheses of a call. */
function anchorsOf(segment: string): Anchors | undefined {
  const body = parsed(`${OPENS}${segment}\n)`);
  const [only] = body ?? [];
  if (body?.length !== 1 || only?.k !== 'Expr') return undefined;
  const expression: Expr = only.value;
  const place = (at: number): Place => {
    const before = segment.slice(0, at).split('\n');
    return { line: before.length - 1, column: before.at(-1)!.length };
  };
  if (expression.k === 'Bin') {
    const at = seek(segment, expression.left.end - OPENS.length, /[^\s)]/);
    const right = expression.right.start - OPENS.length;
    const two = at + 1 < right && /[^\s\\#]/.test(segment[at + 1] ?? ' ');
    return { from: place(at), to: place(at + (two ? 2 : 1)) };
  }
  const [head, bracket] =
    expression.k === 'Sub'
      ? [expression.value, /\[/]
      : expression.k === 'Call'
        ? [expression.func, /\(/]
        : [undefined, /$/];
  if (head === undefined) return undefined;
  const at = seek(segment, head.end - OPENS.length, bracket);
  return { from: place(at), to: place(expression.end - OPENS.length) };
}

/** The first character from `at` on that is sought; comments and continued lines are passed over. */
function seek(text: string, at: number, sought: RegExp): number {
  for (let i = at; i < text.length; i++) {
    const letter = text[i]!;
    if (letter === '\\' || letter === '#') i = (text.indexOf('\n', i) + text.length) % text.length;
    else if (letter !== '\n' && sought.test(letter)) return i;
  }
  return text.length;
}
