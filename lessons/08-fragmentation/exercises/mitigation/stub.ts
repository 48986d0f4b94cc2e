export interface Symptoms {
  rss: number;
  traced: number;
  arenas: number;
  blocks: number;
  garbage: number;
}

export function mitigation(process: Symptoms): string {
  throw new Error('not written yet');
}
