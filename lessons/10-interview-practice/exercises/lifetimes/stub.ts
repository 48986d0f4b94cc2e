export interface Line {
  makes?: string;
  binds?: [string, string];
  deletes?: string;
  returns?: boolean;
}

export function diesAfter(lines: Line[], name: string): number {
  throw new Error('not written yet');
}
