/**
 * The page frames that processes share after a fork: how many map each. A process
 * that forked has a number per page; 0 is a frame of its own.
 */
export class FrameTable {
  private readonly counts: number[] = [0];
  private readonly free: number[] = [];

  /** A frame mapped by two processes from now on. */
  share(): number {
    const frame = this.free.pop() ?? this.counts.length;
    this.counts[frame] = 2;
    return frame;
  }

  /** One more process maps the frame. */
  add(frame: number): void {
    this.counts[frame]!++;
  }

  /** One process less maps the frame: it wrote to the page, unmapped it, or ended. */
  drop(frame: number): void {
    if (--this.counts[frame]! === 0) this.free.push(frame);
  }

  /** How many processes map the frame. */
  count(frame: number): number {
    return frame === 0 ? 1 : this.counts[frame]!;
  }
}
