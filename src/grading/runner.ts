import type { NotebookCell } from '../kernel/notebook';
import { toPlain } from '../kernel/plain';
import { neededCells, relatedCells } from '../live/needed-cells';
import { type Answered, expectedOf, judge, safeName } from './judge';
import type { FunctionExercise } from './lessons';
import type { HiddenCall, Outcome } from './results';
import { type CellReply, type Limits, Sandbox } from './sandbox';
import { nbgrader, type Submission } from './submission';
import type { Wall } from './wall/command';
import { WallEnded } from './wall/process';
import type { Translator } from './wall/translator';

/** What the exercises of one submission are run with. */
export class Bench {
  /** Cells that took their process with them: they are not run again, for no exercise. */
  readonly dead = new Set<string>();
  private readonly open = new Set<Sandbox>();

  constructor(
    readonly wall: Wall,
    readonly limits: Limits,
    readonly translator: Translator,
    private readonly signal?: AbortSignal,
  ) {
    signal?.addEventListener('abort', () => void this.close(), { once: true });
  }

  /** @throws the signal's reason, once it is aborted */
  sandbox(): Sandbox {
    this.signal?.throwIfAborted();
    const sandbox = new Sandbox(this.wall, this.limits, this.translator);
    this.open.add(sandbox);
    return sandbox;
  }

  async end(sandbox: Sandbox): Promise<void> {
    this.open.delete(sandbox);
    await sandbox.close();
  }

  /** Runs a cell and remembers one that ends its process. @throws the signal's reason, once it is aborted */
  async run(sandbox: Sandbox, cell: NotebookCell): Promise<CellReply> {
    const reply = await sandbox.run(cell);
    this.signal?.throwIfAborted();
    if (reply.status === 'ended') this.dead.add(cell.id);
    return reply;
  }

  /** Ends what is still open. */
  async close(): Promise<void> {
    await Promise.all([...this.open].map((sandbox) => this.end(sandbox)));
  }

  throwIfAborted(): void {
    this.signal?.throwIfAborted();
  }
}

/** Bytes that an answer may have, whatever is expected. */
const LEAST_ANSWER = 2 ** 15;

/** A sandbox in which the learner's cell has run. */
export class Runner {
  /** Seconds that are left for the calls of this exercise. */
  private left: number;

  constructor(
    private readonly bench: Bench,
    private readonly sandbox: Sandbox,
    private readonly exercise: FunctionExercise,
    seconds?: number,
  ) {
    this.left = seconds ?? bench.limits.exerciseSeconds;
  }

  /**
   * Runs the learner's cell after those before it that it needs: without other exercises' if that works.
   * Cells before it that fail or end their process are left out; the exercise is graded all the same.
   * @param seconds that are left for its calls
   */
  static async start(
    bench: Bench,
    { exercise, cell, before }: Submission<FunctionExercise>,
    seconds?: number,
  ): Promise<Runner | { readonly problem: string }> {
    let reply: CellReply = { status: 'ok' };
    const sources = [...before, cell!].map(({ source }) => source);
    const cellsAt = (indices: readonly number[]) => indices.map((index) => before[index]!);
    const needed = cellsAt(neededCells(sources, before.length));
    // Without what was written for other exercises, if it works without; with all that may be needed, if it must.
    const tries = [
      () => needed.filter(isGiven),
      () => needed,
      () => cellsAt(relatedCells(sources, before.length)),
    ];
    let tried: number | undefined;
    for (const cells of tries) {
      const preceding = cells();
      if (preceding.length === tried) continue;
      tried = preceding.length;
      const sandbox = await runBefore(bench, preceding);
      reply = await bench.run(sandbox, cell!);
      if (reply.status === 'ok') return new Runner(bench, sandbox, exercise, seconds);
      await bench.end(sandbox);
      // A cell that ended its process does so again, whatever comes before it.
      if (reply.status === 'ended') break;
    }
    return { problem: problemOf(reply) };
  }

  async call(call: HiddenCall): Promise<Outcome> {
    const expected = expectedOf(this.exercise, call);
    const { exerciseSeconds } = this.bench.limits;
    if (this.left <= 0) {
      return judge(call, expected, `the calls took longer than ${exerciseSeconds} s together`);
    }
    // What is read here takes this process's own time: no more of it than an answer can need.
    const bytes = LEAST_ANSWER + 4 * JSON.stringify(toPlain(expected)).length;
    let answer: Answered;
    try {
      const args = call.args.map(toPlain);
      const reply = await this.sandbox.call(this.exercise.functionName, args, this.left, bytes);
      answer = reply.status === 'error' ? { status: 'error', error: reply } : reply;
    } catch (error) {
      if (!(error instanceof WallEnded)) throw error;
      answer = error.reason;
    }
    this.bench.throwIfAborted();
    this.left -= this.sandbox.used;
    return judge(call, expected, answer);
  }

  /** Seconds that are left for further calls. */
  get secondsLeft(): number {
    return this.left;
  }

  close(): Promise<void> {
    return this.bench.end(this.sandbox);
  }
}

/** A sandbox in which these cells have run, but for those that end it. */
async function runBefore(bench: Bench, cells: readonly NotebookCell[]): Promise<Sandbox> {
  for (;;) {
    const sandbox = bench.sandbox();
    let ended = false;
    for (const cell of cells) {
      if (bench.dead.has(cell.id)) continue;
      ended = (await bench.run(sandbox, cell)).status === 'ended';
      if (ended) break;
    }
    if (!ended) return sandbox;
    await bench.end(sandbox);
  }
}

/** One process for the exercises of a notebook, one after the other; a fresh one when it ends. */
export class Together {
  private sandbox: Sandbox | undefined;

  constructor(private readonly bench: Bench) {}

  /**
   * Runs an exercise's cell after what ran before it, and makes the calls; undefined when the cell
   * fails, or a call is not right.
   */
  async outcomes(
    { exercise, cell, before }: Submission<FunctionExercise>,
    calls: readonly HiddenCall[],
  ): Promise<readonly Outcome[] | undefined> {
    this.sandbox ??= await runBefore(this.bench, before.filter(isGiven).slice(0, 1));
    const { status } = await this.bench.run(this.sandbox, cell!);
    if (status === 'ended') await this.close();
    if (status !== 'ok') return undefined;
    const runner = new Runner(this.bench, this.sandbox!, exercise);
    const outcomes: Outcome[] = [];
    for (const call of calls) {
      const outcome = await runner.call(call);
      outcomes.push(outcome);
      if (outcome.right) continue;
      if (outcome.kind === 'ended') await this.close();
      return undefined;
    }
    return outcomes;
  }

  async close(): Promise<void> {
    const { sandbox } = this;
    this.sandbox = undefined;
    if (sandbox) await this.bench.end(sandbox);
  }
}

/** Whether a cell is one to read, and no exercise's. */
function isGiven(cell: NotebookCell): boolean {
  return nbgrader(cell) === undefined;
}

function problemOf(reply: CellReply): string {
  if (reply.status === 'ended') return `its cell ended its process: ${reply.reason}.`;
  if (reply.status === 'ok') return '';
  // The cell has not seen a hidden input yet: its message can be shown.
  const message = reply.evalue.slice(0, 200).replace(/\.$/, '');
  return `its cell failed with ${cellError(reply.ename)}${message === '' ? '' : `: ${message}`}.`;
}

/** A cell has not seen a hidden input: the compiler's errors can be named as well. */
function cellError(ename: string): string {
  return /^TS\d{1,5}$/.test(ename) ? ename : safeName(ename);
}
