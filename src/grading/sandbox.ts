import { PY, type PythonCell, pythonCell } from '../kernel/engine/python-cell';
import type { NotebookCell } from '../kernel/notebook';
import { FOLDER } from '../live/memory-system';
import type { Wall } from './wall/command';
import {
  type CallReply,
  isCallReply,
  isRunReply,
  type PythonRequest,
  type RunReply,
  type RunRequest,
} from './wall/messages';
import { WallEnded, WalledProcess } from './wall/process';
import { NotConverted, type Translator } from './wall/translator';

/** What a submission may use. Seconds; bytes. */
export interface Limits {
  readonly cellSeconds: number;
  readonly callSeconds: number;
  /** All calls of one exercise together. */
  readonly exerciseSeconds: number;
  readonly memory: number;
}

export const DEFAULT_LIMITS: Limits = {
  cellSeconds: 10,
  callSeconds: 5,
  exerciseSeconds: 20,
  memory: 2 ** 30,
};

/** What became of a cell; `ended`: it took its process with it. */
export type CellReply = RunReply | { readonly status: 'ended'; readonly reason: string };

/** A process behind the wall for a learner's cells, which a translator converts. */
export class Sandbox {
  private readonly process: WalledProcess;
  /** The declarations of the cells so far, as tslab wants them for the next. */
  private declarations = '';

  constructor(
    wall: Wall,
    private readonly limits: Limits,
    private readonly translator: Translator,
  ) {
    this.process = new WalledProcess('cells', wall, limits.memory);
  }

  /** Runs a cell. @throws WallFailed when the process never was behind the wall */
  async run({ source }: NotebookCell): Promise<CellReply> {
    try {
      const python = pythonCell(source);
      if (python) return await this.runPython(python);
      const { module } = await this.translator.convert(this, { kind: 'metadata', code: source });
      return await (module === undefined ? this.runCode(source) : this.addModule(module, source));
    } catch (error) {
      if (error instanceof NotConverted)
        return { status: 'error', ename: error.ename, evalue: error.message };
      if (error instanceof WallEnded) return { status: 'ended', reason: error.reason };
      throw error;
    }
  }

  private async runPython({ version, exercise, source }: PythonCell): Promise<CellReply> {
    // An exercise's cell runs on a process of its own, and gives nothing to others.
    if (exercise !== undefined) return { status: 'ok' };
    const reply = await this.ask({
      type: 'python',
      source,
      ...(version !== undefined && { version }),
    });
    if (reply.status === 'ok' && !/\bpy\b/.test(this.declarations)) this.declarations += PY;
    return reply;
  }

  private ask(request: RunRequest | PythonRequest): Promise<RunReply> {
    return this.process.request(request, isRunReply, 'the cell', this.limits.cellSeconds);
  }

  private async addModule(name: string, code: string): Promise<CellReply> {
    const diagnostics = await this.translator.convert(this, {
      kind: 'module',
      name,
      code,
      metadata: { module: name },
    });
    return diagnosed(diagnostics) ?? { status: 'ok' };
  }

  private async runCode(code: string): Promise<CellReply> {
    const previous = this.declarations;
    const converted = await this.translator.convert(this, { kind: 'cell', previous, code });
    const {
      diagnostics,
      output,
      declOutput = '',
      hasToplevelAwait = false,
      sideOutputs = [],
    } = converted;
    const problem = diagnosed(diagnostics);
    if (problem) return problem;
    if (output) {
      const modules = sideOutputs.map(({ path, data }) => ({ path: `${FOLDER}/${path}`, data }));
      const reply = await this.ask({
        type: 'run',
        code: output,
        isAsync: hasToplevelAwait,
        modules,
      });
      if (reply.status === 'error') return reply;
    }
    this.declarations = declOutput;
    return { status: 'ok' };
  }

  /**
   * Calls a function of the learner's with plain data.
   * @param bytes that the answer may have
   * @throws WallEnded when the process ends under it
   */
  call(name: string, args: readonly unknown[], seconds: number, bytes: number): Promise<CallReply> {
    const limit = Math.min(seconds, this.limits.callSeconds);
    return this.process.request({ type: 'call', name, args }, isCallReply, 'a call', limit, bytes);
  }

  /** Seconds that the last call took. */
  get used(): number {
    return this.process.used;
  }

  close(): Promise<void> {
    return this.process.close();
  }
}

/** What the type checker has against a cell, as an error. */
function diagnosed(
  diagnostics: readonly { readonly code: number; readonly messageText: string }[],
): CellReply | undefined {
  const [first] = diagnostics;
  return first && { status: 'error', ename: `TS${first.code}`, evalue: first.messageText };
}
