import type { AddressSpace } from '../memory/address-space';
import { Page } from '../memory/flat-memory';
import type { StartUp } from '../versions/types';

/**
 * The memory that an interpreter has when a program starts, as far as it was recorded: how many pages of
 * files, how many of its own, and how many of these hold tracked objects. Its objects are not simulated; their
 * pages are, and a full collection writes to them.
 */
export class StartUpHeap {
  /** Pages that were resident when this was mapped. */
  private readonly residentPages: number;

  private constructor(
    private readonly memory: AddressSpace,
    private readonly tracked: number,
    private readonly trackedPages: number,
    /** Pages of the interpreter's own, the tracked ones among them. */
    private readonly ownPages: number,
  ) {
    this.residentPages = memory.residentPages;
  }

  /** Maps the recorded pages, less what the simulated process has resident already. */
  static map(memory: AddressSpace, startUp: StartUp): StartUpHeap {
    const own = Math.max(startUp.trackedBytes, startUp.private - memory.residentPages * Page.SIZE);
    const start = memory.dataSegment(startUp.shared + own + Page.SIZE);
    const first = ((start - 1) >>> Page.SHIFT) + 1;
    const files = startUp.shared / Page.SIZE;
    memory.readIn(first << Page.SHIFT, startUp.shared);
    const tracked = (first + files) << Page.SHIFT;
    memory.touch(tracked, own / 4);
    const pages = Math.ceil(own / Page.SIZE);
    return new StartUpHeap(memory, tracked, startUp.trackedBytes / Page.SIZE, pages);
  }

  /** The same in the memory of a forked process. */
  forkedInto(memory: AddressSpace): StartUpHeap {
    return new StartUpHeap(memory, this.tracked, this.trackedPages, this.ownPages);
  }

  /**
   * The interpreter's types and modules are there now. What they take was in the recorded pages, so that many of
   * these go. Those of tracked objects stay: they are what a full collection writes to.
   */
  interpreterIsThere(): void {
    const there = this.memory.residentPages - this.residentPages;
    const gone = Math.min(there, this.ownPages - this.trackedPages);
    const end = this.tracked + (this.ownPages << Page.SHIFT);
    this.memory.untouch(end - (gone << Page.SHIFT), gone * Page.SIZE);
  }

  /** What a collection of all generations does to it: `gc_refs` are written into each head. */
  collect(): void {
    this.memory.touch(this.tracked, this.trackedPages << Page.SHIFT);
  }
}
