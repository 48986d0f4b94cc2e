/** What a process or thread waits for: a condition, or a moment of its clock (seconds). */
export interface Wait {
  readonly ready: () => boolean;
  readonly until: number;
}
