import type { Diagnostic } from 'tslab/dist/converter';
import { PythonError } from '../../python';
import type { CellError } from '../protocol';
import type { Place } from './cell-converter';

/*
 * Errors as the user sees them: in terms of cells and of the TypeScript that was typed, never of
 * the JavaScript that ran or of the kernel's own frames.
 */

/** A cell as tracebacks need it. */
export interface CellSource {
  readonly count: number;
  readonly code: string;
  /** From a place in the JavaScript that ran to one in `code`; both from 1. */
  placeOf(from: Place): Place | undefined;
}

const SCRIPT = 'heaplab-cell-';
/** What engines call the function around a cell's code. */
const WRAPPERS = new Set(['exports', 'eval', 'anonymous']);
/** The cells run so far, by the name of their script. */
export class CellSources {
  private readonly cells: CellSource[] = [];
  /** For each cell, the empty lines before its JavaScript. */
  private readonly before: number[] = [];
  private lines = 0;

  /**
   * @param named whether stacks name a script that was evaluated, as V8's and Firefox's do. In Safari's they do not,
   * and an error knows the line alone: there each cell gets lines that no other has.
   */
  constructor(private readonly named: boolean) {}

  /** Remembers a cell. @returns its JavaScript with the comment that names it, and the empty lines to put before */
  add(cell: CellSource, output: string): { readonly script: string; readonly before: number } {
    const before = this.named ? 0 : this.lines;
    const script = `${output}\n//# sourceURL=${SCRIPT}${this.cells.length}`;
    this.lines += script.split('\n').length + 1;
    this.cells.push(cell);
    this.before.push(before);
    return { script, before };
  }

  /** The script that has a line to itself, and which line of it that is. */
  at(line: number): { readonly script: string; readonly line: number } | undefined {
    const cell = this.named ? -1 : this.before.filter((before) => before < line).length - 1;
    return cell < 0 ? undefined : { script: `${SCRIPT}${cell}`, line: line - this.before[cell]! };
  }

  find(script: string | null | undefined): CellSource | undefined {
    if (!script?.startsWith(SCRIPT)) return undefined;
    return this.cells[Number(script.slice(SCRIPT.length))];
  }
}

interface Frame {
  readonly text: string;
  readonly cell?: CellSource;
  readonly line?: number;
  readonly column?: number;
}

const frames = new WeakMap<object, readonly Frame[]>();

/** Where a frame of a stack is: the name of its script, and from 1. */
interface Site extends Place {
  readonly script: string;
  readonly name: string | null;
  /** The frame as the host writes it. */
  readonly text: string;
}

/** Reads the stack traces of a session as cells. */
class StackReader {
  constructor(
    private readonly sources: CellSources,
    private readonly isInternal: (script: string) => boolean,
  ) {}

  read(sites: readonly Site[]): Frame[] {
    const list: Frame[] = [];
    for (const { script, name, text, ...from } of sites) {
      const cell = this.sources.find(script);
      if (!cell) {
        if (script && !this.isInternal(script)) list.push({ text: `    at ${text}` });
        continue;
      }
      const place = cell.placeOf(from);
      if (!place) continue; // The executor's wrapper around the cell.
      const where = `cell ${cell.count}, line ${place.line}:${place.column}`;
      list.push({
        text: name && !WRAPPERS.has(name) ? `    at ${name} (${where})` : `    at ${where}`,
        cell,
        ...place,
      });
    }
    return list;
  }

  /** Where an error of Safari's was thrown, if that was in a cell. @param top the first line of its stack */
  thrownAt(error: Error, top: string): Site | undefined {
    const { line, column } = error as Error & { line?: number; column?: number };
    const at = /@$/.test(top) && line !== undefined ? this.sources.at(line) : undefined;
    return at && { ...at, name: top.slice(0, -1), text: top, column: column ?? 1 };
  }
}

/** What tells whether stacks name a script that was evaluated. */
export const NAMED_SCRIPT = `new Error().stack.includes('${SCRIPT}probe')\n//# sourceURL=${SCRIPT}probe`;

let reader: StackReader | undefined;

/** Makes every stack trace of this process speak of cells. */
export function installStackTraces(
  sources: CellSources,
  isInternal: (script: string) => boolean,
): void {
  const installed = new StackReader(sources, isInternal);
  reader = installed;
  // V8's; other engines leave it alone, and the text of a stack is read when it is shown.
  Error.prepareStackTrace = (error, sites) => {
    const list = installed.read(sites.map(siteOf));
    if (typeof error === 'object' && error !== null) frames.set(error, list);
    return [String(error), ...list.map((frame) => frame.text)].join('\n');
  };
}

function siteOf(site: NodeJS.CallSite): Site {
  return {
    script: site.getScriptNameOrSourceURL() ?? '',
    name: site.getFunctionName(),
    text: String(site),
    line: site.getLineNumber() ?? 1,
    column: site.getColumnNumber() ?? 1,
  };
}

/** A line of a stack in Firefox and Safari: `name@script:line:column`. */
const FRAME = /^(?<name>[^@]*)@(?<script>.*?):(?<line>\d+):(?<column>\d+)$/;

/** The frames of an error, with its stack as text. */
function framesOf(error: Error): { list: readonly Frame[]; texts: readonly string[] } {
  // V8 makes the stack, and the frames with it, when it is asked for.
  const lines = String(error.stack ?? '').split('\n');
  const known = frames.get(error);
  if (known) return { list: known, texts: lines.filter((line) => /^ {4}at /.test(line)) };
  const thrown = reader?.thrownAt(error, lines[0] ?? '');
  const further = lines.flatMap((line) => {
    const { name, script, line: row, column } = FRAME.exec(line)?.groups ?? {};
    if (script === undefined) return [];
    const simple = /[^/.<]*$/.exec(name ?? '')![0];
    return [{ script, name: simple, text: line, line: Number(row), column: Number(column) }];
  });
  const sites = thrown ? [thrown, ...further] : further;
  const list = reader?.read(sites) ?? [];
  return {
    list,
    texts:
      sites.length > 0
        ? list.map(({ text }) => text)
        : lines.filter((line) => /^ {4}at /.test(line)),
  };
}

const CONTEXT_LINES = 2;

/** The lines around a place, with their numbers and a caret under the place. */
export function codeFrame(code: string, line: number, column: number, width = 1): string[] {
  const lines = code.split('\n');
  const last = Math.min(lines.length, line + CONTEXT_LINES);
  const gutter = String(last).length;
  const result: string[] = [];
  for (let i = Math.max(1, line - CONTEXT_LINES); i <= last; i++) {
    const mark = i === line ? '>' : ' ';
    result.push(`${mark} ${String(i).padStart(gutter)} | ${lines[i - 1] ?? ''}`.trimEnd());
    if (i === line) {
      const carets = '^'.repeat(Math.max(1, width));
      result.push(`  ${' '.repeat(gutter)} | ${' '.repeat(Math.max(0, column - 1))}${carets}`);
    }
  }
  return result;
}

/** A value that was thrown, as an error output. */
export function describeThrown(thrown: unknown): CellError {
  if (
    !(thrown instanceof Error) &&
    !(typeof thrown === 'object' && thrown !== null && 'stack' in thrown)
  ) {
    const text = typeof thrown === 'string' ? thrown : safeString(thrown);
    return { ename: 'Uncaught', evalue: text, traceback: [`Uncaught ${typeof thrown}: ${text}`] };
  }
  const error = thrown as Error;
  const ename = String(error.name || 'Error');
  const evalue = String(error.message);
  const { list, texts } = framesOf(error);
  const first = list.find((frame) => frame.cell && frame.line !== undefined);
  const traceback = [evalue ? `${ename}: ${evalue}` : ename];
  if (first?.cell && first.line !== undefined && first.column !== undefined) {
    traceback.push(`Cell ${first.cell.count}, line ${first.line}:`);
    traceback.push(...codeFrame(first.cell.code, first.line, first.column));
  }
  traceback.push(...texts);
  if (error.cause !== undefined) traceback.push(`Caused by ${safeString(error.cause)}`);
  return { ename, evalue, traceback };
}

function safeString(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/** The type checker's complaints about a cell, each with the code and a caret. */
export function describeDiagnostics(
  diagnostics: readonly Diagnostic[],
  code: string,
  count: number,
): CellError {
  const traceback: string[] = [];
  for (const { start, end, messageText, code: number, fileName } of diagnostics) {
    const place = `${fileName ?? `Cell ${count}`}, line ${start.line + 1}:${start.character + 1}`;
    traceback.push(`${place} - error TS${number}: ${messageText}`);
    if (fileName === undefined) {
      const width = end.line === start.line ? end.character - start.character : 1;
      traceback.push(...codeFrame(code, start.line + 1, start.character + 1, width));
    }
  }
  const first = diagnostics[0];
  return {
    ename: first ? `TS${first.code}` : 'TypeScriptError',
    evalue: first?.messageText ?? 'the cell has type errors',
    traceback,
  };
}

/** An uncaught Python exception as Python shows it; undefined for anything else. */
export function describePython(error: unknown): CellError | undefined {
  if (!(error instanceof PythonError)) return undefined;
  return { ename: error.name, evalue: error.message, traceback: error.text.trimEnd().split('\n') };
}
