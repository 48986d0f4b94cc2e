import type { NotebookCell } from '../kernel/notebook';
import { toPlain } from '../kernel/plain';
import { SessionEnded } from '../kernel/session';
import { type HiddenCall, judge, type Outcome, safeName } from './judge';
import type { AnyExercise } from './lessons';
import { type Limits, Sandbox, type Translator } from './sandbox';
import type { Submission } from './submission';

/** A sandbox in which the learner's cell has run. */
export class Runner {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly exercise: AnyExercise,
  ) {}

  /**
   * Runs the learner's cell, alone if that works, else after everything that stands before it. Cells
   * before it that fail or end their process are left out; the exercise is graded all the same.
   */
  static async start(
    { exercise, cell, before }: Submission,
    limits: Limits,
    translator: Translator,
  ): Promise<Runner | { readonly problem: string }> {
    const dead = new Set<string>();
    let problem = '';
    let ended = false;
    for (const preceding of before.length > 1 ? [before.slice(0, 1), before] : [before]) {
      for (;;) {
        const sandbox = new Sandbox(limits, translator);
        const killer = await firstToEnd(sandbox, preceding, dead);
        if (killer !== undefined) {
          dead.add(killer);
          await sandbox.close();
          continue;
        }
        const { error } = await sandbox.run(cell!);
        if (!error) return new Runner(sandbox, exercise);
        await sandbox.close();
        ended = error.ename === SessionEnded.name;
        problem = `its cell failed with ${safeName(error.ename)}${hint(error.ename, error.evalue)}.`;
        break;
      }
      // A cell that ended its process does so again, whatever stands before it.
      if (ended) break;
    }
    return { problem };
  }

  async call(call: HiddenCall): Promise<Outcome> {
    const { functionName } = this.exercise;
    try {
      const reply = await this.sandbox.call(functionName, call.args.map(toPlain));
      return judge(this.exercise, call, reply);
    } catch (error) {
      if (!(error instanceof SessionEnded)) throw error;
      return judge(this.exercise, call, error.reason);
    }
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }
}

/** One process for the exercises of a notebook, one after the other; a fresh one when it ends. */
export class Together {
  private sandbox: Sandbox | undefined;
  /** The notebook's first cell ends the process: it is left out. */
  private openingEnds = false;

  constructor(
    private readonly limits: Limits,
    private readonly translator: Translator,
  ) {}

  /**
   * Runs an exercise's cell after what ran before it, and makes the calls; undefined when the cell
   * fails or the process ends.
   */
  async outcomes(
    { exercise, cell, before }: Submission,
    calls: readonly HiddenCall[],
  ): Promise<readonly Outcome[] | undefined> {
    const sandbox = this.sandbox ?? (await this.open(before[0]));
    this.sandbox = sandbox;
    const { error } = await sandbox.run(cell!);
    if (error?.ename === SessionEnded.name) await this.close();
    if (error) return undefined;
    const runner = new Runner(sandbox, exercise);
    const outcomes: Outcome[] = [];
    for (const call of calls) {
      const outcome = await runner.call(call);
      outcomes.push(outcome);
      if (outcome.right) continue;
      if (outcome.kind === 'ended') await this.close();
      break;
    }
    return outcomes.length === calls.length ? outcomes : undefined;
  }

  private async open(first: NotebookCell | undefined): Promise<Sandbox> {
    const sandbox = new Sandbox(this.limits, this.translator);
    if (!first || this.openingEnds) return sandbox;
    const { error } = await sandbox.run(first);
    if (error?.ename !== SessionEnded.name) return sandbox;
    this.openingEnds = true;
    await sandbox.close();
    return new Sandbox(this.limits, this.translator);
  }

  async close(): Promise<void> {
    await this.sandbox?.close();
    this.sandbox = undefined;
  }
}

/** Runs cells that are not graded; the id of the first one that ended the process, if any. */
async function firstToEnd(
  sandbox: Sandbox,
  cells: Submission['before'],
  dead: ReadonlySet<string>,
): Promise<string | undefined> {
  for (const cell of cells) {
    if (dead.has(cell.id)) continue;
    const { error } = await sandbox.run(cell);
    if (error?.ename === SessionEnded.name) return cell.id;
  }
  return undefined;
}

/** The reason in a SessionEnded message, which is ours: nothing of the learner's stands in it. */
function reasonOf(message: string): string {
  return /is gone: (.*); its variables/.exec(message)?.[1] ?? 'its process ended';
}

/** The message of an error of a cell, which has not seen a hidden input yet. */
function hint(ename: string, evalue: string): string {
  if (ename === SessionEnded.name) return `: ${reasonOf(evalue)}`;
  return evalue ? `: ${evalue.slice(0, 200).replace(/\.$/, '')}` : '';
}
