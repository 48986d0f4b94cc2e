import type { Notebook, NotebookCell } from './notebook';
import { errorOutput, OutputRecorder } from './outputs';
import type { CellError } from './protocol';
import { Session, type SessionOptions } from './session';

/** What ends a cell before it is done. */
export interface CellLimits {
  /** Seconds a cell may take; no limit when left out. */
  readonly timeout?: number;
  /** Stops the run when aborted: the running cell is interrupted. */
  readonly signal?: AbortSignal;
}

export interface RunOptions extends CellLimits, Pick<SessionOptions, 'folder' | 'memoryLimit'> {
  /** Go on after a cell that failed. */
  readonly allowErrors?: boolean;
  /** Before and after each code cell; `index` counts code cells from 0. */
  onCell?(event: CellEvent): void;
}

export interface CellEvent {
  readonly phase: 'start' | 'end';
  readonly cell: NotebookCell;
  readonly index: number;
  readonly total: number;
  readonly failed: boolean;
}

export interface RunResult {
  /** The notebook with outputs and execution counts. */
  readonly notebook: Notebook;
  /** Cells that failed and were not expected to (tag `raises-exception`). */
  readonly failures: readonly {
    readonly cell: NotebookCell;
    readonly index: number;
    readonly error: CellError;
  }[];
  readonly interrupted: boolean;
}

/** Milliseconds that a cell has to obey an interrupt before its process is ended. */
const GRACE = 2000;

/** Runs cells one at a time, in one session, and gives each its outputs as a notebook has them. */
export class CellRunner {
  private readonly recorder = new OutputRecorder();
  private readonly session: Session;
  private count = 0;

  constructor(options: Pick<SessionOptions, 'folder' | 'memoryLimit'> = {}) {
    this.session = new Session({
      ...options,
      onOutput: (id, output) => this.recorder.put(id, output),
    });
  }

  /** Resolves when the first cell can run; rejects when the session cannot start. */
  whenReady(): Promise<void> {
    return this.session.whenReady();
  }

  /** Runs a cell and fills in its count and outputs; what went wrong, or undefined. */
  async run(cell: NotebookCell, limits: CellLimits = {}): Promise<CellError | undefined> {
    cell.execution_count = ++this.count;
    cell.outputs = [];
    const error = await runCell(this.session, cell, this.count, this.recorder, limits);
    if (error) cell.outputs.push(errorOutput(error));
    return error;
  }

  interrupt(): void {
    this.session.interrupt();
  }

  close(): Promise<void> {
    return this.session.close();
  }
}

/**
 * Runs a notebook top to bottom without Jupyter, in a session of its own. The input is not changed;
 * the result is a copy with outputs. Stops at the first error unless told otherwise.
 */
export async function runNotebook(
  notebook: Notebook,
  options: RunOptions = {},
): Promise<RunResult> {
  const { folder, memoryLimit, signal } = options;
  const copy = structuredClone(notebook);
  const code = copy.cells.filter((cell) => cell.cell_type === 'code');
  for (const cell of code) Object.assign(cell, { outputs: [], execution_count: null });
  const failures: { cell: NotebookCell; index: number; error: CellError }[] = [];
  const runner = new CellRunner({
    ...(folder !== undefined && { folder }),
    ...(memoryLimit !== undefined && { memoryLimit }),
  });
  try {
    await runner.whenReady();
    for (const [index, cell] of code.entries()) {
      if (signal?.aborted) break;
      if (cell.source.trim() === '') continue;
      const event = { cell, index, total: code.length };
      options.onCell?.({ ...event, phase: 'start', failed: false });
      const error = await runner.run(cell, options);
      options.onCell?.({ ...event, phase: 'end', failed: error !== undefined });
      if (!error) continue;
      if (cell.metadata.tags?.includes('raises-exception') && !signal?.aborted) continue;
      failures.push({ cell, index, error });
      if (!options.allowErrors) break;
    }
  } finally {
    await runner.close();
  }
  return { notebook: copy, failures, interrupted: signal?.aborted ?? false };
}

async function runCell(
  session: Session,
  cell: NotebookCell,
  count: number,
  recorder: OutputRecorder,
  { timeout, signal }: CellLimits,
): Promise<CellError | undefined> {
  let tooLong = false;
  const stop = (): void => {
    session.interrupt();
    const why = tooLong ? `a cell took longer than ${timeout} s` : 'it was interrupted';
    killer = setTimeout(() => session.kill(why), GRACE);
  };
  let killer: NodeJS.Timeout | undefined;
  const timer =
    timeout === undefined
      ? undefined
      : setTimeout(() => {
          tooLong = true;
          stop();
        }, timeout * 1000);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const { error } = await session.execute({ code: cell.source, count }, (id) =>
      recorder.begin(id, cell),
    );
    if (error && tooLong) {
      const evalue = `the cell took longer than ${timeout} s and was stopped`;
      return {
        ename: 'CellTimeout',
        evalue,
        traceback: [`CellTimeout: ${evalue}`, ...error.traceback],
      };
    }
    return error;
  } finally {
    clearTimeout(timer);
    clearTimeout(killer);
    signal?.removeEventListener('abort', stop);
  }
}
