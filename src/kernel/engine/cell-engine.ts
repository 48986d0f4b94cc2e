import { printQuickInfo } from 'tslab/dist/inspect';
import type { CodeMetadata } from 'tslab/dist/metadata';
import { bundleOf } from '../display';
import type { MimeBundle } from '../mime-bundle';
import type {
  CellError,
  CompleteReply,
  Conversion,
  InspectReply,
  IsCompleteReply,
} from '../protocol';
import { beginPythonCell, pythonOfCell } from '../python';
import { type AsyncCellConverter, sourcePlaces } from './cell-converter';
import { CellExecutor, type ScriptHost } from './cell-executor';
import { PY, type PythonCell, pythonCell } from './python-cell';
import {
  CellSources,
  describeDiagnostics,
  describePython,
  describeThrown,
  installStackTraces,
  NAMED_SCRIPT,
} from './traceback';

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

/** Where cells run: Node's kernel (node-host.ts), or anything that has JavaScript (live/host.ts). */
export interface EngineHost extends ScriptHost {
  /** Text of a value, as Node's console prints it. */
  inspect(value: unknown, options?: { depth: number; maxArrayLength: number }): string;
  /** Adds what the host knows about an error of a cell. */
  explain?(error: CellError, code: string): CellError;
  /** Whether the running cell should stop. */
  stopped(): boolean;
  /** Whether a script of a stack trace is ours, and says nothing to a user. */
  isInternal(script: string): boolean;
}

const NOTHING: InspectReply = { found: false, data: {} };

/** Text of a value as the console prints it. */
export function formatValue(host: EngineHost, value: unknown): string {
  return typeof value === 'string'
    ? host.inspect(value)
    : host.inspect(value, { depth: 3, maxArrayLength: 100 });
}

/**
 * Turns cells into results: tslab's converter gives JavaScript (types, redeclaration, top-level
 * await), which is run here, with the value, the thrown error and the diagnostics kept apart.
 */
export class CellEngine {
  private readonly executor: CellExecutor;
  private readonly sources: CellSources;
  /** What earlier cells declared, for the type checker. */
  private declarations = '';
  /** A Python cell ran, and `py` is not among the declarations yet. */
  private undeclared = false;

  /** @param folder the cells' own */
  constructor(
    private readonly converter: AsyncCellConverter,
    private readonly host: EngineHost,
    folder: string,
  ) {
    this.executor = new CellExecutor(host, folder);
    this.sources = new CellSources(host.evaluate(NAMED_SCRIPT) === true);
    installStackTraces(this.sources, (script) => host.isInternal(script));
  }

  /** Runs a cell. Never rejects: what goes wrong is the outcome. */
  async execute(code: string, count: number): Promise<CellOutcome> {
    try {
      const python = pythonCell(code);
      return python ? this.runPython(python) : await this.runTypeScript(code, count);
    } catch (thrown) {
      const error = this.describe(thrown);
      return { status: 'error', error: this.host.explain?.(error, code) ?? error };
    }
  }

  private describe(thrown: unknown): CellError {
    if (this.host.isStop(thrown)) return describeThrown(new Interrupted());
    const python = describePython(thrown);
    if (!python) return describeThrown(thrown);
    if (python.ename !== 'KeyboardInterrupt' || !this.host.stopped()) return python;
    // Python was asked to stop, and says where it did.
    const { ename, evalue, traceback } = describeThrown(new Interrupted());
    return { ename, evalue, traceback: [...python.traceback, ...traceback] };
  }

  private runPython(cell: PythonCell): CellOutcome {
    const { executor } = this;
    executor.call(() => {
      const py = beginPythonCell(cell);
      if (cell.exercise === undefined) {
        executor.locals.py = py;
        this.undeclared = true;
      }
      py.run(cell.source);
    });
    return { status: 'ok' };
  }

  private async runTypeScript(code: string, count: number): Promise<CellOutcome> {
    const metadata = await this.metadata(code);
    if (metadata.module !== undefined) {
      const found = await this.converter.addModule(metadata.module, code, metadata);
      return found.length === 0
        ? { status: 'ok' }
        : { status: 'error', error: describeDiagnostics(found, code, count) };
    }
    // For a page of the browser, not for here.
    if (metadata.mode === 'browser') return { status: 'ok' };
    const cell = await this.converter.convert(await this.earlier(), code);
    this.executor.addModules(cell.sideOutputs ?? []);
    if (cell.diagnostics.length > 0) {
      return { status: 'error', error: describeDiagnostics(cell.diagnostics, code, count) };
    }
    const value = await this.run(cell, code, count);
    this.declarations = cell.declOutput ?? '';
    if (value === undefined || value === null) return { status: 'ok' };
    return {
      status: 'ok',
      bundle: await bundleOf(value, (shown) => formatValue(this.host, shown)),
    };
  }

  /** Runs what a cell was converted to, and gives the value of its last expression. */
  private async run(cell: Conversion, code: string, count: number): Promise<unknown> {
    const { output, maps, hasToplevelAwait, lastExpressionVar: last } = cell;
    if (!output) return undefined;
    const placeOf = sourcePlaces(maps);
    const { script, before } = this.sources.add({ count, code, placeOf }, output);
    await this.executor.run(script, hasToplevelAwait ?? false, before);
    if (last === undefined) return undefined;
    const value = this.executor.locals[last];
    delete this.executor.locals[last];
    return value;
  }

  /** What a cell says about itself; that can only be in a doc comment. */
  private async metadata(code: string): Promise<CodeMetadata> {
    return code.includes('/**') ? this.converter.metadata(code) : {};
  }

  /** What earlier cells declared, those in Python among them. */
  private async earlier(): Promise<string> {
    if (this.undeclared) {
      if (!/\bpy\b/.test(this.declarations)) this.declarations += PY;
      else if (!this.declarations.includes(PY)) {
        // Another `py`, or one among others: the converter sorts that out.
        const cell = "import { notebookPython } from 'heaplab';\nconst py = notebookPython();";
        const { declOutput } = await this.converter.convert(this.declarations, cell);
        this.declarations = declOutput ?? this.declarations;
      }
      this.undeclared = false;
    }
    return this.declarations;
  }

  /** Ends the wait of a cell that is at an `await`. */
  interrupt(): void {
    this.executor.interrupt(new Interrupted());
  }

  async complete(code: string, position: number): Promise<CompleteReply> {
    const cell = pythonCell(code);
    if (cell && position >= cell.offset) {
      const found = pythonOfCell(cell.version, cell.exercise).complete(
        cell.source,
        position - cell.offset,
      );
      return { ...found, start: found.start + cell.offset, end: found.end + cell.offset };
    }
    const { candidates, start, end } = await this.converter.complete(
      await this.earlier(),
      code,
      position,
    );
    // tslab also offers names that contain what was typed; a front end completes from the start.
    const typed = code.slice(start, position);
    const beginning = candidates.filter((name) => name.startsWith(typed));
    return { matches: beginning.length > 0 ? beginning : candidates, start, end };
  }

  async inspect(code: string, position: number): Promise<InspectReply> {
    const cell = pythonCell(code);
    if (cell && position >= cell.offset) {
      const text = pythonOfCell(cell.version, cell.exercise).describe(
        cell.source,
        position - cell.offset,
      );
      return text === undefined ? NOTHING : { found: true, data: { 'text/plain': text } };
    }
    const earlier = await this.earlier();
    // At the end of a word the cursor is behind it.
    const info =
      (await this.converter.inspect(earlier, code, position)) ??
      (position > 0 ? await this.converter.inspect(earlier, code, position - 1) : undefined);
    if (!info) return NOTHING;
    return { found: true, data: { 'text/plain': printQuickInfo(info) } };
  }

  async isComplete(code: string): Promise<IsCompleteReply> {
    const status = await this.converter.classify(code);
    if (status !== 'incomplete') return { status };
    const lastLine = /[^\n]*$/.exec(code.trimEnd())![0];
    const indent = /^\s*/.exec(lastLine)![0];
    return { status, indent: /[{([]\s*$/.test(lastLine) ? `${indent}  ` : indent };
  }

  /** The value of a variable of the session. */
  variable(name: string): unknown {
    return this.executor.locals[name];
  }
}
