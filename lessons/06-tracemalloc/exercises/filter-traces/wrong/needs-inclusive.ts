import type { Filter } from '../solution';

export function kept(traces: string[][], filters: Filter[]): number[] {
  const matches = ({ pattern, allFrames }: Filter, frames: string[]): boolean => {
    const test = new RegExp(
      `^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`,
    );
    return (allFrames ? frames : frames.slice(-1)).some((frame) => test.test(frame));
  };
  return traces.flatMap((frames, i) =>
    filters.some((filter) => filter.inclusive && matches(filter, frames)) &&
    !filters.some((filter) => !filter.inclusive && matches(filter, frames))
      ? [i]
      : [],
  );
}
