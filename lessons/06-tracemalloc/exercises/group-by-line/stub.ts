export interface Trace {
  size: number;
  frames: string[];
}

export interface Row {
  line: string;
  size: number;
  count: number;
}

export function statistics(traces: Trace[]): Row[] {
  throw new Error('not written yet');
}
