export type Lines = Record<string, number>;

export interface Diff {
  line: string;
  size: number;
  diff: number;
}

export function compare(before: Lines, after: Lines): Diff[] {
  throw new Error('not written yet');
}
