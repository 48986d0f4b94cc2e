import { type Signal, signal } from '@preact/signals';
import type { NotebookOutput } from '../../kernel/notebook';
import { LESSON_VERSION } from '../../live/lesson-version';
import type { Language } from '../code';
import { asShown } from '../outputs';
import { fingerprint, progressOf, update } from './progress';
import type { Finished, Runner } from './runner';

/*
 * The cells of the lesson on this page: the reader's code, what ran, and what is old by now.
 */

/** A cell as the page tells of it (the script element `lesson-cells`). */
export interface PageCell {
  readonly id: string;
  readonly kind: 'cell' | 'ask' | 'exercise' | 'check';
  readonly language: Language;
  /** As the notebook has it. */
  readonly source: string;
}

export type Status = 'idle' | 'waiting' | 'running';

export class Cell {
  readonly code: Signal<string>;
  readonly status: Signal<Status> = signal<Status>('idle');
  /** Undefined until it has run here: the page's own outputs are shown. */
  readonly outputs: Signal<readonly NotebookOutput[] | undefined> = signal(undefined);
  readonly finished: Signal<Finished | undefined> = signal(undefined);
  /** The outputs come from other code than is there now. */
  readonly old: Signal<boolean> = signal(false);
  /** What an `input()` of the cell waits for. */
  readonly asks: Signal<
    { readonly prompt: string; readonly password: boolean; answer(text: string): void } | undefined
  > = signal(undefined);
  /** A cell above, which this one needs, has failed: this one was not run. */
  readonly blocked: Signal<Cell | undefined> = signal(undefined);
  /** All variables went while it ran: the cells above that it needs to be run again. */
  readonly lost: Signal<readonly Cell[] | undefined> = signal(undefined);
  /** Why it could not be run at all. */
  readonly trouble: Signal<string> = signal('');
  /** The code that ran last in this session. */
  ran: string | undefined;
  /** The reader's code was made from another version of the lesson's. */
  readonly outdated: Signal<boolean> = signal(false);

  constructor(readonly page: PageCell) {
    this.code = signal(page.source);
  }

  get id(): string {
    return this.page.id;
  }

  /** What stands before the reader's code as it is run, and is not shown: the line that says Python. */
  get prefix(): string {
    return /^%%python[^\n]*\n/.exec(this.page.source)?.[0] ?? '';
  }

  /** The code as it is shown. */
  shown(code: string): string {
    return code.startsWith(this.prefix) ? code.slice(this.prefix.length) : code;
  }

  get changed(): boolean {
    return this.code.value !== this.page.source;
  }
}

/** Whether a cell is TypeScript that the reader has changed: it may do anything, but for another version of Python. */
const isEdited = ({ page, changed, code }: Cell): boolean =>
  changed &&
  page.kind === 'cell' &&
  page.language === 'typescript' &&
  code.peek().replace(LESSON_VERSION, '') !== page.source.replace(LESSON_VERSION, '');

/** Cells that were asked for together, in their order. */
interface Group {
  cells: readonly Cell[];
  cancelled: boolean;
}

/** Whether there is a runner. */
export type Engine = 'none' | 'starting' | 'ready';

export class Lab {
  readonly cells: readonly Cell[];
  readonly engine: Signal<Engine> = signal<Engine>('none');
  /** What is happening, or has, in words: a polite live region. */
  readonly notice: Signal<string> = signal('');
  /** Code of cells that the lesson does not have any more. */
  readonly orphans: Signal<readonly { readonly id: string; readonly source: string }[]> = signal(
    [],
  );
  /** The code before the last reset. */
  readonly putAway: Signal<ReadonlyMap<string, string> | undefined> = signal(undefined);
  private runner: Promise<Runner> | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly groups = new Set<Group>();
  private stopped = false;
  /** How often all variables have gone. */
  private losses = 0;

  /** @param start is told what to do when all variables go without being asked to */
  constructor(
    readonly lesson: string,
    cells: readonly PageCell[],
    private readonly start: (ended: () => void) => Promise<Runner>,
  ) {
    this.cells = cells.map((cell) => new Cell(cell));
    this.restore();
  }

  cell(id: string): Cell | undefined {
    return this.cells.find((cell) => cell.id === id);
  }

  /** Brings back the reader's code, also into cells that have another id by now. */
  private restore(): void {
    const own = { ...progressOf(this.lesson).peek().code };
    const bases = new Map(this.cells.map((cell) => [fingerprint(cell.page.source), cell]));
    for (const cell of this.cells) {
      const mine = own[cell.id];
      if (!mine) continue;
      const moved = bases.get(mine.base);
      if (moved && moved !== cell && !own[moved.id]) continue;
      cell.code.value = mine.source;
      cell.outdated.value = mine.base !== fingerprint(cell.page.source);
      cell.old.value = true;
      delete own[cell.id];
    }
    for (const [id, { source, base }] of Object.entries(own)) {
      const moved = bases.get(base);
      if (!moved || moved.changed) continue;
      moved.code.value = source;
      moved.old.value = true;
      delete own[id];
    }
    this.orphans.value = Object.entries(own).map(([id, { source }]) => ({ id, source }));
  }

  /** The reader has changed a cell: kept at once, and what came from it is old. */
  edit(cell: Cell, code: string): void {
    if (code === cell.code.peek()) return;
    cell.code.value = code;
    update(this.lesson, ({ code: own }) => {
      const { [cell.id]: _, ...others } = own;
      const base = fingerprint(cell.page.source);
      return {
        code: code === cell.page.source ? others : { ...others, [cell.id]: { source: code, base } },
      };
    });
    void this.age(cell);
  }

  /** Marks the outputs of a cell, and of those that use it, as old. */
  private async age(from: Cell): Promise<void> {
    const old = from.code.peek() !== (from.ran ?? from.page.source);
    from.old.value = old;
    if (!old || !this.runner) return;
    const runner = await this.runner;
    for (const index of runner.dependent(this.sources(), this.cells.indexOf(from)))
      this.cells[index]!.old.value = true;
  }

  private sources(): string[] {
    return this.cells.map(({ code }) => code.peek());
  }

  /** The cells that one needs and that have not run as they are now; a question goes before its answer. */
  private neededBy(runner: Runner, cell: Cell): readonly Cell[] {
    const answers = (other: Cell): string[] =>
      [...other.code.peek().matchAll(/\breveal\(\s*['"]([^'"]+)/g)].map(([, id]) => id!);
    const wanted = new Set<Cell>();
    const want = (other: Cell): void => {
      if (wanted.has(other)) return;
      wanted.add(other);
      const index = this.cells.indexOf(other);
      const edited = this.cells.slice(0, index + 1).some(isEdited);
      for (const at of runner.needed(this.sources(), index, edited)) want(this.cells[at]!);
      for (const id of answers(other)) {
        const asks = ({ page, code }: Cell): boolean =>
          page.kind === 'ask' && code.peek().includes(`'${id}'`);
        const question = this.cells.find(asks);
        if (question) want(question);
      }
    };
    want(cell);
    wanted.delete(cell);
    return (
      this.cells
        .filter((other) => wanted.has(other) && other.ran !== other.code.peek())
        // An exercise that nobody has begun, and its check, are of no use to others.
        .filter(
          ({ page, changed }) => page.kind !== 'check' && (page.kind !== 'exercise' || changed),
        )
    );
  }

  /** Runs a cell: first those above it that it uses and that have not run as they are now. */
  run(cell: Cell): Promise<boolean> {
    cell.trouble.value = '';
    const group = this.announce([cell]);
    const done = this.enqueue(async (runner) => {
      const needed = this.neededBy(runner, cell);
      group.cells = [...needed, cell];
      if (needed.length > 0 && !group.cancelled)
        this.notice.value = `Running ${needed.length} ${needed.length === 1 ? 'cell' : 'cells'} above that this one uses, then this one`;
      return this.each(runner, group);
    });
    done.catch((error: Error) => {
      cell.trouble.value = error.message;
      this.finish(group);
    });
    return done;
  }

  /** Runs every cell from the top; exercises and their checks only where something is written. */
  runAll(): Promise<boolean> {
    const group = this.announce([]);
    const done = this.enqueue((runner) => {
      group.cells = this.cells.filter(
        ({ page, changed }) =>
          page.kind === 'cell' || page.kind === 'ask' || (page.kind === 'exercise' && changed),
      );
      this.notice.value = `Running all ${group.cells.length} cells`;
      return this.each(runner, group);
    });
    done.catch(() => this.finish(group));
    return done;
  }

  /** Takes a cell that waits out of the queue, with those that were to run for its sake or after it. */
  cancel(cell: Cell): void {
    for (const group of this.groups) {
      if (!group.cells.includes(cell)) continue;
      group.cancelled = true;
      this.finish(group);
    }
    this.notice.value = 'Taken out of the queue.';
  }

  private announce(cells: readonly Cell[]): Group {
    const group = { cells, cancelled: false };
    this.groups.add(group);
    this.showQueue();
    return group;
  }

  private finish(group: Group): void {
    this.groups.delete(group);
    this.showQueue();
  }

  /** Which cells wait: those of all groups that have not begun. */
  private showQueue(): void {
    const waiting = new Set([...this.groups].flatMap(({ cells }) => cells));
    for (const cell of this.cells)
      if (cell.status.peek() !== 'running')
        cell.status.value = waiting.has(cell) ? 'waiting' : 'idle';
  }

  private async each(runner: Runner, group: Group): Promise<boolean> {
    let good = !group.cancelled;
    if (!good) return false;
    this.showQueue();
    try {
      for (const cell of group.cells) {
        if (this.stopped || group.cancelled) return false;
        group.cells = group.cells.filter((other) => other !== cell);
        good = await this.one(runner, cell);
        if (good) continue;
        const last = group.cells.at(-1);
        if (last && !this.stopped) last.blocked.value = cell;
        return false;
      }
      return true;
    } finally {
      this.finish(group);
      if (!group.cancelled) this.notice.value = good ? 'Done' : '';
    }
  }

  private async one(runner: Runner, cell: Cell): Promise<boolean> {
    const code = cell.code.peek();
    const { losses } = this;
    cell.status.value = 'running';
    cell.outputs.value = [];
    cell.blocked.value = undefined;
    cell.lost.value = undefined;
    try {
      const finished = await runner.execute(
        { id: cell.id, code },
        {
          outputs: (outputs) => {
            cell.outputs.value = outputs.map(asShown);
          },
          input: (prompt, password) =>
            new Promise((resolve) => {
              cell.asks.value = {
                prompt,
                password,
                answer: (text) => {
                  cell.asks.value = undefined;
                  resolve(text);
                },
              };
            }),
        },
      );
      cell.finished.value = finished;
      // What it defined went with the worker.
      cell.ran = losses === this.losses ? code : undefined;
      cell.old.value = cell.code.peek() !== code;
      return !finished.failed;
    } finally {
      cell.status.value = 'idle';
      cell.asks.value = undefined;
      this.showQueue();
    }
  }

  /** The runner, started by the first who needs it. */
  async use(): Promise<Runner> {
    this.engine.value = this.runner ? this.engine.peek() : 'starting';
    this.runner ??= this.start(() => this.lose());
    try {
      const runner = await this.runner;
      if (this.engine.peek() === 'starting') this.engine.value = 'ready';
      return runner;
    } catch (error) {
      this.runner = undefined;
      this.engine.value = 'none';
      throw error;
    }
  }

  /** Gets ready what a cell needs, while the reader is still about to run it. */
  warm(cell: Cell): void {
    const typescript = cell.page.language === 'typescript';
    this.use()
      .then((runner) => typescript && runner.warm(cell.code.value))
      .catch(() => {});
  }

  /** Work on the runner, one piece after the other. */
  enqueue<T>(work: (runner: Runner) => Promise<T>): Promise<T> {
    const done = this.queue.then(async () => {
      this.stopped = false;
      return work(await this.use());
    });
    this.queue = done.catch(() => {});
    return done;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (!this.runner) return;
    const outcome = await (await this.runner).interrupt();
    if (outcome === 'stopped') this.notice.value = 'Stopped. All variables are still there.';
  }

  /** The worker has ended, by a stop that nothing else could do or by itself. */
  private lose(): void {
    const cell = this.cells.find(({ status }) => status.peek() === 'running');
    this.forget();
    this.notice.value = 'All variables are gone. Run a cell, and it runs what it needs.';
    if (cell)
      void this.use().then((runner) => {
        cell.lost.value = this.neededBy(runner, cell);
      });
  }

  /** Runs again what a cell needs, but not the cell. */
  prepare(cell: Cell): Promise<boolean> {
    return this.enqueue(async (runner) => {
      const good = await this.each(runner, this.announce(this.neededBy(runner, cell)));
      cell.lost.value = undefined;
      if (good) this.notice.value = 'What the cell needs is there again.';
      return good;
    });
  }

  async restart(): Promise<void> {
    this.stopped = true;
    if (this.runner) await (await this.runner).restart();
    this.forget();
    this.notice.value = 'Restarted: all variables are gone.';
  }

  private forget(): void {
    this.losses++;
    for (const cell of this.cells) {
      if (cell.ran !== undefined) cell.old.value = true;
      cell.ran = undefined;
    }
  }

  /** Brings back the lesson's own code; `takeBack` undoes it. */
  reset(cells: readonly Cell[] = this.cells): void {
    const mine = cells.filter(({ changed }) => changed);
    this.putAway.value = new Map(mine.map(({ id, code }) => [id, code.peek()]));
    for (const cell of mine) {
      this.edit(cell, cell.page.source);
      cell.outdated.value = false;
    }
  }

  takeBack(): void {
    for (const [id, code] of this.putAway.peek() ?? []) {
      const cell = this.cell(id);
      if (cell) this.edit(cell, code);
    }
    this.putAway.value = undefined;
  }
}

/** The lab of this page; undefined where there is none, and while pages are made. */
export const lab: Signal<Lab | undefined> = signal(undefined);
