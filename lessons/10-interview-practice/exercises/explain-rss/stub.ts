export interface Numbers {
  rss: number;
  traced: number;
  tracer: number;
  freeInArenas: number;
  interpreter: number;
}

export interface Part {
  name: string;
  size: number;
}

export function explain(process: Numbers): Part[] {
  throw new Error('not written yet');
}
