import { useState } from 'preact/hooks';
import { spaced } from '../numbers';
import type { Address, Part } from './address';
import type { RunFacts } from './moment';
import type { PlayerState } from './use-player';

export interface MarksProps {
  readonly player: PlayerState;
  /** The part that is shown. */
  readonly between: Part | undefined;
  change(by: Partial<Address>): void;
}

/** How many lines have run after a step. */
const linesUntil = ({ steps }: RunFacts, step: number): number =>
  steps.slice(0, step + 1).reduce((sum, { lines }) => sum + lines, 0);

/** Of a run that is too long for a step a line: two marks, and between them each line is one. */
export function Marks({ player, between, change }: MarksProps) {
  const { run, at } = player;
  const [from, setFrom] = useState<number | undefined>(undefined);
  if (!run) return null;
  const { lines, every } = run.facts.info;
  const lineEach = every === 1 ? 'each line is a step' : `a step is ${every} lines`;
  if (between) {
    const [begin, end] = between;
    return (
      <p class="state">
        From line {spaced(begin)} to line {spaced(Math.min(end, lines))} of the {spaced(lines)} that
        ran, {lineEach}. What comes before is one step, and so is what comes after.{' '}
        <button
          type="button"
          class="link"
          onClick={() =>
            change({ between: undefined, step: 0, object: undefined, pool: undefined })
          }
        >
          Show the whole run
        </button>
      </p>
    );
  }
  if (every === 1) return null;
  const set = (): void => {
    if (from === undefined) {
      setFrom(at);
      return;
    }
    setFrom(undefined);
    const [begin, end] = from < at ? [from, at] : [at, from];
    const part = [linesUntil(run.facts, Math.min(begin, end - 1)), linesUntil(run.facts, end)];
    change({
      between: part as [number, number],
      step: part[0] === 0 ? 0 : 1,
      object: undefined,
      pool: undefined,
    });
  };
  return (
    <p class="state">
      {spaced(lines)} lines ran, and a step here is {every} of them.{' '}
      {from === undefined
        ? 'To see each line of a part, go to where it begins and '
        : `The part begins at step ${spaced(from)}. Go to where it ends and `}
      <button type="button" class="link" onClick={set}>
        set a mark
      </button>
      .{' '}
      {from !== undefined && (
        <button type="button" class="link" onClick={() => setFrom(undefined)}>
          Forget the mark
        </button>
      )}
    </p>
  );
}
