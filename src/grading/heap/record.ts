import { boot, deterministicHost } from '../../python';
import { Random } from '../exercise';
import type { HeapExerciseSpec } from './exercise';
import type { Trial } from './trial';

/*
 * What a diagnosis begins with: what the tools said in a process that was ill. It is recorded when the notebook is
 * made, never written by hand.
 */

const PLACE = '{{ recorded }}';
/** Bytes of address space: such a process is small. */
const SIZE = 2 ** 28;

/** What the ill process prints; undefined for an exercise that is no diagnosis. */
export function recordOf(
  { version, recorded }: Pick<HeapExerciseSpec, 'version' | 'recorded'>,
  variant: number,
): string | undefined {
  if (!recorded) return undefined;
  const host = deterministicHost();
  boot(version, { size: SIZE, host }).exec(recorded(new Random(variant + 1)));
  return host.take().trimEnd();
}

/** The prompt of an exercise with what was recorded. @throws Error where only one of the two is there */
export function promptWithRecord(
  prompt: string,
  exercise: Pick<HeapExerciseSpec, 'id' | 'version' | 'recorded'>,
  variant: number,
): string {
  const record = recordOf(exercise, variant);
  if ((record === undefined) === prompt.includes(PLACE))
    throw new Error(`${exercise.id}: ${PLACE} in prompt.md goes with a program to record`);
  return record === undefined
    ? prompt
    : prompt.replace(PLACE, () => `\`\`\`text\n${record}\n\`\`\``);
}

/** A hidden trial of a diagnosis, which asks for the cause as well. The visible one does not: it would tell. */
export function askingForCause(trial: Trial, cause: string): Trial {
  const step = { read: 'cause', want: cause, about: 'the cause that you name' };
  return { ...trial, steps: [...trial.steps, step] };
}
