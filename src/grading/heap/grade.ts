import { fromPlain, toPlain } from '../../kernel/plain';
import type { ExerciseResult } from '../results';
import { hiddenRandom } from '../seed';
import type { Submission } from '../submission';
import type { Wall } from '../wall/command';
import { isTrialReply } from '../wall/messages';
import { WallEnded, WalledProcess } from '../wall/process';
import { fromCell } from './cell';
import type { HeapExercise } from './exercise';
import { verdictOf } from './judge';
import { type HeapOutcome, type HiddenTrial, heapResult } from './result';
import { requestOf, type TrialRun } from './trial';

/*
 * Grades exercises in Python: each trial is run on a fresh simulated process, in a process behind the wall that
 * runs nothing else. Only what was measured comes back, and it is judged here.
 */

/** Bytes that a run may send back, whatever is expected. */
const LEAST_REPLY = 2 ** 16;

/** A process behind the wall that runs trials; a fresh one when it ends. */
export class TrialRunner {
  private process: WalledProcess | undefined;

  constructor(
    private readonly wall: Wall,
    private readonly limits: { readonly cellSeconds: number; readonly memory: number },
  ) {}

  /** @returns what came of the run, or the reason why nothing did */
  async run(
    { version, names }: HeapExercise,
    { trial }: HiddenTrial,
    source: string,
  ): Promise<TrialRun | string> {
    const { wall, limits } = this;
    if (this.process?.ended) await this.close();
    this.process ??= new WalledProcess('trials', wall, limits.memory);
    const request = toPlain(requestOf(trial, version, names, source));
    const wanted = trial.steps.map((step) => ('read' in step ? step.want : null));
    const bytes = LEAST_REPLY + 4 * JSON.stringify(toPlain(wanted)).length;
    try {
      const reply = await this.process.request(
        { type: 'trial', request },
        isTrialReply,
        'a run',
        limits.cellSeconds,
        bytes,
      );
      return { ...reply, values: reply.values.map(fromPlain) };
    } catch (error) {
      if (!(error instanceof WallEnded)) throw error;
      return error.reason;
    }
  }

  async close(): Promise<void> {
    const { process } = this;
    this.process = undefined;
    await process?.close();
  }
}

/** The trials of an exercise, drawn from a seed. */
export function hiddenTrials(
  { id, checks }: HeapExercise,
  seed: string | Uint8Array,
): readonly HiddenTrial[] {
  return checks.flatMap(({ trials }, check) =>
    trials(hiddenRandom(seed, id, check)).map((trial) => ({ check, trial })),
  );
}

/** Grades a learner's cell. After a run that did not come back, the rest of its check is left out. */
export async function gradeHeap(
  runner: TrialRunner,
  { exercise, cell }: Submission<HeapExercise>,
  trials: readonly HiddenTrial[],
  throwIfAborted: () => void,
): Promise<ExerciseResult> {
  const source = fromCell(cell!.source);
  const outcomes: HeapOutcome[] = [];
  let failed = -1;
  for (const hidden of trials) {
    if (hidden.check === failed) continue;
    const run = await runner.run(exercise, hidden, source);
    throwIfAborted();
    if (typeof run === 'string') failed = hidden.check;
    outcomes.push({
      ...hidden,
      verdict: typeof run === 'string' ? run : verdictOf(hidden.trial, run),
    });
  }
  return heapResult(exercise, outcomes);
}
