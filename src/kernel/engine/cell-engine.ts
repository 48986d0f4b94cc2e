import Module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import type { ConverterSet, Executor } from 'tslab/dist/executor';
import type { NotebookPython } from '../../python';
import { bundleOf } from '../display';
import type {
  CellError,
  CompleteReply,
  InspectReply,
  IsCompleteReply,
  MimeBundle,
} from '../protocol';
import { python } from '../python';
import { type CellConverter, sourcePlaces } from './cell-converter';
import { asTypeScript, describePython, pythonCell } from './python-cell';
import { CellSources, describeDiagnostics, describeThrown, installStackTraces } from './traceback';

/** What a cell came to. `bundle` is there when its last expression has a value. */
export type CellOutcome =
  | { readonly status: 'ok'; readonly bundle?: MimeBundle }
  | { readonly status: 'error'; readonly error: CellError };

/** A cell was stopped by the user. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor() {
    super('the cell was stopped; what earlier cells defined is still there');
  }
}

/** Text of a value as the console prints it. */
export function formatValue(value: unknown): string {
  return typeof value === 'string'
    ? inspect(value)
    : inspect(value, { depth: 3, maxArrayLength: 100 });
}

/**
 * Turns cells into results: tslab's converter (types, redeclaration, top-level await) and tslab's
 * executor, with the value, the thrown error and the diagnostics kept apart instead of printed.
 */
export class CellEngine {
  private readonly executor: Executor;
  private readonly sources = new CellSources();
  private count = 0;
  private diagnosed: CellError | undefined;
  private thrown: { readonly value: unknown } | undefined;
  private value: unknown;

  constructor(
    private readonly converter: CellConverter,
    folder: string,
  ) {
    const cells: CellConverter = {
      ...converter,
      convert: (previous, code) => {
        const cell = converter.convert(previous, code);
        if (cell.diagnostics.length > 0) {
          this.diagnosed = describeDiagnostics(cell.diagnostics, code, this.count);
          return cell;
        }
        if (!cell.output) return cell;
        const placeOf = sourcePlaces(cell.maps);
        const name = this.sources.add({ count: this.count, code, placeOf });
        return { ...cell, output: cell.output + name };
      },
    };
    const converters: ConverterSet = {
      node: cells,
      browser: cells,
      close: () => converter.close(),
    };
    const { createExecutor } = loadExecutor(converter);
    this.executor = createExecutor(folder, converters, {
      log: (value) => {
        this.value = value;
      },
      error: (first, ...rest) => {
        // Five arguments: a diagnostic of a `@module` cell, ready to print.
        if (rest.length === 0) this.thrown = { value: first };
        else if (!this.diagnosed) this.diagnosed = moduleDiagnostic(rest);
      },
    });
    installStackTraces(this.sources);
  }

  /** Runs a cell. Never rejects: what goes wrong is the outcome. */
  async execute(code: string, count: number): Promise<CellOutcome> {
    this.begin(count);
    const python = pythonCell(code);
    try {
      const ok = await this.executor.execute(python ? asTypeScript(python) : code);
      // A module cell's diagnostics do not fail it in tslab; here they do.
      if (this.diagnosed) return { status: 'error', error: this.diagnosed };
      if (!ok) {
        const thrown = this.thrown?.value;
        return {
          status: 'error',
          error: describePython(thrown) ?? describeThrown(explain(thrown)),
        };
      }
      if (python) return { status: 'ok' };
      if (this.value === undefined || this.value === null) return { status: 'ok' };
      return { status: 'ok', bundle: await bundleOf(this.value, formatValue) };
    } catch (error) {
      return { status: 'error', error: describeThrown(error) };
    }
  }

  private begin(count: number): void {
    this.count = count;
    this.diagnosed = undefined;
    this.thrown = undefined;
    this.value = undefined;
  }

  /** Ends the wait of a cell that is at an `await`. */
  interrupt(): void {
    this.executor.interrupt();
  }

  complete(code: string, position: number): CompleteReply {
    const python = pythonCell(code);
    if (python && position >= python.offset) {
      const found = this.python(python.version).complete(python.source, position - python.offset);
      return { ...found, start: found.start + python.offset, end: found.end + python.offset };
    }
    const { candidates, start, end } = this.executor.complete(code, position);
    // tslab also offers names that contain what was typed; a front end completes from the start.
    const typed = code.slice(start, position);
    const beginning = candidates.filter((name) => name.startsWith(typed));
    return { matches: beginning.length > 0 ? beginning : candidates, start, end };
  }

  inspect(code: string, position: number): InspectReply {
    // At the end of a word the cursor is behind it.
    const info =
      this.executor.inspect(code, position) ??
      (position > 0 ? this.executor.inspect(code, position - 1) : undefined);
    if (!info) return { found: false, data: {} };
    const { printQuickInfo } = require(join(tslabDist(), 'inspect.js')) as {
      printQuickInfo(info: unknown): string;
    };
    return { found: true, data: { 'text/plain': printQuickInfo(info) } };
  }

  isComplete(code: string): IsCompleteReply {
    const status = this.converter.classify(code);
    if (status !== 'incomplete') return { status };
    const lastLine = /[^\n]*$/.exec(code.trimEnd())![0];
    const indent = /^\s*/.exec(lastLine)![0];
    return { status, indent: /[{([]\s*$/.test(lastLine) ? `${indent}  ` : indent };
  }

  /** The Python of the session. */
  private python(version: string | undefined): NotebookPython {
    return python(version);
  }

  /** The value of a variable of the session. */
  variable(name: string): unknown {
    return this.executor.locals[name];
  }
}

function explain(thrown: unknown): unknown {
  const code = (thrown as { code?: unknown } | undefined)?.code;
  const message = (thrown as { message?: unknown } | undefined)?.message;
  const stopped =
    code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED' || message === 'Interrupted asynchronously';
  return stopped ? new Interrupted() : thrown;
}

function moduleDiagnostic(parts: readonly unknown[]): CellError {
  const [file, line, column, message] = parts.map(String);
  const text = `${file ?? ''}${line}:${column} - ${message}`;
  return { ename: 'TypeScriptError', evalue: String(message), traceback: [text] };
}

function tslabDist(): string {
  return join(dirname(createRequire(__filename).resolve('tslab/package.json')), 'dist');
}

/** tslab's executor. It asks a module that loads TypeScript what a cell says about itself: not so here. */
function loadExecutor({ metadata }: CellConverter): typeof import('tslab/dist/executor') {
  const path = join(tslabDist(), 'metadata.js');
  const module = new Module(path);
  Object.assign(module, { filename: path, loaded: true, exports: { getCodeMetadata: metadata } });
  require.cache[path] = module;
  return require(join(tslabDist(), 'executor.js'));
}
