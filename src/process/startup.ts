import { type AddressSpace, Page } from '../memory';
import type { StartUp } from '../versions';

/**
 * The memory that an interpreter has when a program starts, as far as it was recorded: how many pages of
 * files, how many of its own, and how many of these hold tracked objects. Its objects are not simulated; their
 * pages are, and a full collection writes to them.
 */
export class StartUpHeap {
  private constructor(
    private readonly memory: AddressSpace,
    private readonly tracked: number,
    private readonly trackedPages: number,
  ) {}

  /** Maps the recorded pages, less what the simulated process has resident already. */
  static map(memory: AddressSpace, startUp: StartUp): StartUpHeap {
    const own = Math.max(startUp.trackedBytes, startUp.private - memory.residentPages * Page.SIZE);
    const start = memory.dataSegment(startUp.shared + own + Page.SIZE);
    const first = ((start - 1) >>> Page.SHIFT) + 1;
    const files = startUp.shared / Page.SIZE;
    memory.readIn(first << Page.SHIFT, startUp.shared);
    const tracked = (first + files) << Page.SHIFT;
    memory.touch(tracked, own / 4);
    return new StartUpHeap(memory, tracked, startUp.trackedBytes / Page.SIZE);
  }

  /** The same in the memory of a forked process. */
  forkedInto(memory: AddressSpace): StartUpHeap {
    return new StartUpHeap(memory, this.tracked, this.trackedPages);
  }

  /** What a collection of all generations does to it: `gc_refs` are written into each head. */
  collect(): void {
    this.memory.touch(this.tracked, this.trackedPages << Page.SHIFT);
  }
}
