export interface Seen {
  literal?: number;
  text?: number;
  pair?: number;
  threshold?: number;
  tracked?: boolean;
}

export function whichVersions(seen: Seen): string[] {
  throw new Error('not written yet');
}
