import { type DisplayHost, HOST } from '../display';
import { fromPlain, toPlain } from '../plain';
import type {
  CallReply,
  CellError,
  CellMessage,
  ExecuteReply,
  HostMessage,
  Output,
  Page,
  Replies,
} from '../protocol';
import type { AsyncCellConverter } from './cell-converter';
import { CellEngine, type EngineHost, formatValue, Interrupted } from './cell-engine';
import { GUARD } from './guard';
import { describeThrown } from './traceback';

/** One cell while it runs and after: what its callbacks put out later still belongs to it. */
export interface Cell {
  readonly id: number;
  readonly pages: Page[];
  readonly allowStdin: boolean;
  readonly pending: Set<Promise<unknown>>;
  running: boolean;
  /** What went wrong outside the cell's own flow: an unhandled rejection, say. */
  failure: CellError | undefined;
}

/** What a process or a thread of cells has around it. */
export interface ServerHost extends EngineHost {
  send(message: CellMessage): void;
  /** Does something as part of a cell: `current` knows the cell in callbacks too, where that is possible. */
  within<T>(cell: Cell, work: () => T): T;
  current(): Cell | undefined;
  /** Resolves when rejections that nobody handled have been reported. */
  settled(): Promise<void>;
  /** The text of a file; undefined where there is none. */
  readFile(path: string): string | undefined;
}

/** How many turns of guarded loops pass between two looks at the clock, and milliseconds between two questions. */
const TURNS = 4096;
const LOOK = 50;

/** Runs the cells of one session and answers what the protocol asks (../protocol.ts). */
export class CellServer {
  private readonly engine: CellEngine;
  private readonly inputs = new Map<number, (value: string) => void>();
  private last: Cell = newCell(0, false);
  private turns = 0;
  private looked = 0;

  /** @param folder the cells' own */
  constructor(
    private readonly host: ServerHost,
    converter: AsyncCellConverter,
    folder: string,
  ) {
    Object.assign(globalThis, { [HOST]: this.display(), [GUARD]: () => this.turn() });
    this.engine = new CellEngine(converter, host, folder);
  }

  /** Puts out what belongs to the cell that runs, or ran last. */
  put(output: Output, cell = this.cell()): void {
    this.host.send({ type: 'output', id: cell.id, output });
  }

  /** An error outside a cell's own flow: it fails the cell while it runs, and shows in it afterwards. */
  fail(thrown: unknown): void {
    const cell = this.cell();
    const error = describeThrown(thrown);
    if (!cell.running) {
      this.put({ type: 'error', error }, cell);
      return;
    }
    cell.failure ??= error;
    this.engine.interrupt();
  }

  /** Answers a message of the other side. */
  receive(message: HostMessage): void {
    if (message.type === 'inputReply') {
      this.inputs.get(message.id)?.(message.value);
      this.inputs.delete(message.id);
      return;
    }
    if (message.type === 'interrupt') {
      // One that comes late was meant for a cell before.
      if (this.last.running && this.last.id === message.id) this.engine.interrupt();
      return;
    }
    void this.answer(message).then((content) =>
      this.host.send({ type: 'reply', id: message.id, content }),
    );
  }

  private async answer(
    message: Exclude<HostMessage, { type: 'inputReply' | 'interrupt' }>,
  ): Promise<Replies[keyof Replies]> {
    switch (message.type) {
      case 'execute':
        return this.execute(message);
      case 'call':
        return this.call(message);
      case 'complete':
        return this.engine.complete(message.code, message.position);
      case 'inspect':
        return this.engine.inspect(message.code, message.position);
      case 'isComplete':
        return this.engine.isComplete(message.code);
    }
  }

  /** The cell that runs, or ran last. */
  cell(): Cell {
    return this.host.current() ?? this.last;
  }

  private begin(id: number, allowStdin: boolean): Cell {
    this.last = newCell(id, allowStdin);
    this.last.running = true;
    return this.last;
  }

  /** What cells show things through. */
  private display(): DisplayHost {
    return {
      display: (data, metadata, displayId, update = false) => {
        const type = update ? 'updateDisplay' : 'display';
        this.put({ type, data, metadata, ...(displayId !== undefined && { displayId }) });
      },
      clearOutput: (wait) => this.put({ type: 'clearOutput', wait }),
      page: (data, start) => this.cell().pages.push({ data, start }),
      input: (prompt, password) => this.input(prompt, password),
      wait: (shown) => this.cell().pending.add(shown),
      format: (value) => formatValue(this.host, value),
      write: (name, text) => this.put({ type: 'stream', name, text }),
      readFile: (path) => this.host.readFile(path),
      stopped: () => this.askedToStop(),
    };
  }

  private input(prompt: string, password: boolean): Promise<string> {
    const { id, allowStdin } = this.cell();
    if (!allowStdin) return Promise.reject(new Error('input() needs a front end that can answer'));
    this.host.send({ type: 'inputRequest', id, prompt, password });
    return new Promise((resolve) => this.inputs.set(id, resolve));
  }

  /** What guarded loops call. */
  private turn(): void {
    if (++this.turns % TURNS === 0 && this.askedToStop()) throw new Interrupted();
  }

  /** Asks the host, but not all the time. */
  private askedToStop(): boolean {
    const now = performance.now();
    if (now - this.looked < LOOK) return false;
    this.looked = now;
    return this.host.stopped();
  }

  private async execute(message: HostMessage & { type: 'execute' }): Promise<ExecuteReply> {
    const cell = this.begin(message.id, message.allowStdin ?? false);
    const error = await this.host.within(cell, async () => {
      const outcome = await this.engine.execute(message.code, message.count);
      await this.host.settled();
      await Promise.all(cell.pending);
      if (cell.failure) return cell.failure;
      if (outcome.status === 'error') return outcome.error;
      if (outcome.bundle) this.put({ type: 'result', data: outcome.bundle, metadata: {} });
      return undefined;
    });
    const userExpressions = error ? {} : await this.evaluate(cell, message.userExpressions ?? {});
    cell.running = false;
    const { pages } = cell;
    if (error) return { status: 'error', error, userExpressions, pages };
    return { status: 'ok', userExpressions, pages };
  }

  private async evaluate(
    cell: Cell,
    expressions: Readonly<Record<string, string>>,
  ): Promise<Record<string, unknown>> {
    const results: Record<string, unknown> = {};
    for (const [name, code] of Object.entries(expressions)) {
      const outcome = await this.host.within(cell, () => this.engine.execute(code, 0));
      results[name] =
        outcome.status === 'ok'
          ? { status: 'ok', data: outcome.bundle ?? { 'text/plain': 'undefined' }, metadata: {} }
          : { status: 'error', ...outcome.error };
    }
    return results;
  }

  private async call(message: HostMessage & { type: 'call' }): Promise<CallReply> {
    const target = this.engine.variable(message.name);
    if (typeof target !== 'function') return { status: 'missing' };
    const cell = this.begin(message.id, false);
    try {
      const args = message.args.map(fromPlain);
      const value: unknown = await this.host.within(cell, () => target(...args));
      return { status: 'ok', value: toPlain(value), args: args.map(toPlain) };
    } catch (error) {
      return { status: 'error', error: describeThrown(error) };
    } finally {
      cell.running = false;
    }
  }
}

function newCell(id: number, allowStdin: boolean): Cell {
  return { id, pages: [], allowStdin, pending: new Set(), running: false, failure: undefined };
}
