/** What a process or thread waits for: something to be so, or a moment of its clock (seconds). */
export interface Wait {
  readonly ready: () => boolean;
  readonly until: number;
}
