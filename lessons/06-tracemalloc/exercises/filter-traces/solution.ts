export interface Filter {
  inclusive: boolean;
  pattern: string;
  allFrames: boolean;
}

export function kept(traces: string[][], filters: Filter[]): number[] {
  const matches = ({ pattern, allFrames }: Filter, frames: string[]): boolean => {
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    const test = new RegExp(`^${parts.join('.*')}$`);
    return (allFrames ? frames : frames.slice(-1)).some((frame) => test.test(frame));
  };
  const inclusive = filters.filter((filter) => filter.inclusive);
  const exclusive = filters.filter((filter) => !filter.inclusive);
  return traces.flatMap((frames, i) => {
    const wanted = inclusive.length === 0 || inclusive.some((filter) => matches(filter, frames));
    return wanted && !exclusive.some((filter) => matches(filter, frames)) ? [i] : [];
  });
}
