import type { Filter } from '../solution';

export function kept(traces: string[][], filters: Filter[]): number[] {
  const matches = ({ pattern, allFrames }: Filter, frames: string[]): boolean => {
    const test = new RegExp(
      `^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`,
    );
    return (allFrames ? frames : frames.slice(0, 1)).some((frame) => test.test(frame));
  };
  const inclusive = filters.filter((filter) => filter.inclusive);
  const exclusive = filters.filter((filter) => !filter.inclusive);
  return traces.flatMap((frames, i) =>
    (inclusive.length === 0 || inclusive.some((filter) => matches(filter, frames))) &&
    !exclusive.some((filter) => matches(filter, frames))
      ? [i]
      : [],
  );
}
