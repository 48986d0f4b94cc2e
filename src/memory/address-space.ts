import { type Checkpoint, Checkpoints, type SavedPage } from './checkpoints';
import { hex, InvalidArgument, SegmentationFault } from './errors';
import { type AddressSpaceOptions, FlatMemory, Page } from './flat-memory';
import { FrameTable } from './frames';
import { type KernelState, type Mapping, MappingList } from './mappings';

/** Bytes. For less the page states are enough, and the C library would fill a small buffer with zeros. */
const COUNTED_FROM = 64 * 2 ** 20;

let defaultLimit = Number.POSITIVE_INFINITY;

/** Bytes that each new process may map unless it is told otherwise: what the host can spare. */
export function limitProcesses(bytes: number): void {
  defaultLimit = bytes;
}

/**
 * The address space of one simulated process: its mappings and the states of its pages over the flat
 * memory, the system calls that change them, `fork` with copy-on-write, and checkpoints.
 */
export class AddressSpace extends FlatMemory {
  /** Bytes that may be mapped: `mmap` and `brk` fail beyond (RLIMIT_AS). */
  limit: number;

  /** Pages of 4096 bytes that are in memory: VmRSS. */
  residentPages = 0;
  /** The most that there were: VmHWM. */
  peakResidentPages = 0;
  /** Pages of 4096 bytes that are mapped: VmSize. */
  mappedPages = 0;
  /** The most that there were: VmPeak. */
  peakMappedPages = 0;
  /** How often each system call was made, by its name. */
  readonly calls: Record<'mmap' | 'munmap' | 'brk', number> = { mmap: 0, munmap: 0, brk: 0 };

  /** Called for what is mapped and unmapped: first word, one past the last. @internal */
  onMapping: ((kind: 'map' | 'unmap', start: number, end: number) => void) | undefined;

  /** As many bytes as the host commits, or more: see `raisePeak`. */
  private counted: ArrayBuffer | undefined;
  private mappings = new MappingList();
  /** @internal */
  readonly checkpoints = new Checkpoints(this.i32);
  /** A copy of the mappings for checkpoints, until they change. */
  private keptMappings: MappingList | undefined;
  /** The frames that forked processes share, one table for all of them; and this one's frame of each page. */
  private frameTable: FrameTable | undefined;
  private frames: Int32Array | undefined;
  /** The data segment's free end and the heap's bounds, words. */
  private dataEnd = this.heapFloor + (1 << Page.SHIFT);
  private dataLimit = this.dataEnd;
  private heapStart = 0;
  private heapEnd = 0;

  constructor(options: AddressSpaceOptions = {}) {
    super(options);
    this.limit = options.limit ?? defaultLimit;
  }

  /** Prepares the page of `word` for a store: call it when `pages[word >>> 10] !== WRITABLE`. @internal */
  override fault(word: number): void {
    const page = word >>> Page.SHIFT;
    const state = this.pages[page] ?? 0;
    if ((state & Page.MAPPED) === 0) {
      throw new SegmentationFault(this.addressOf(word), 'store', this.describeNearest(page));
    }
    if (this.checkpoints.any) this.checkpoints.keep(page, this.pages[page]!);
    if ((state & Page.RESIDENT) === 0) {
      this.residentPages++;
      if (this.residentPages > this.peakResidentPages) this.raisePeak();
    } else if ((state & Page.SHARED) !== 0) this.leaveFrame(page);
    this.pages[page] = Page.WRITABLE;
  }

  /**
   * Tells the host how much memory it commits for this process: it cannot see that itself, and lets
   * dead processes lie. A buffer that nobody stores to is counted, and costs nothing.
   */
  private raisePeak(): void {
    this.peakResidentPages = this.residentPages;
    const bytes = this.residentPages * Page.SIZE;
    if (bytes > (this.counted?.byteLength ?? COUNTED_FROM)) {
      this.counted = new ArrayBuffer(Math.min(2 * bytes, this.size));
    }
  }

  // ---------------------------------------------------------------- system calls

  /**
   * Maps `length` bytes of zeros at the highest free place (anonymous, private).
   * @returns the first word, or 0 when there is no room (`ENOMEM`).
   */
  mmap(length: number, name = ''): number {
    if (!(length > 0)) throw new InvalidArgument(`mmap of ${length} bytes`);
    this.calls.mmap++;
    const pages = Math.ceil(length / Page.SIZE);
    if ((this.mappedPages + pages) * Page.SIZE > this.limit) return 0;
    const floor = Math.max(this.heapEnd, this.dataEnd) >>> Page.SHIFT;
    const behind = this.mappings.highestGap(pages, floor + 1, this.pages.length - 1);
    const start =
      behind >= 0 ? behind : this.mappings.highestGap(pages, 1, this.heapFloor >>> Page.SHIFT);
    if (start < 0) return 0;
    this.map(start, start + pages, name);
    const word = start << Page.SHIFT;
    if (word < this.mmapLow && word >= this.heapFloor) this.mmapLow = word;
    return word;
  }

  /** Unmaps the pages of `[word, word + length bytes)`; parts that are not mapped are ignored. */
  munmap(word: number, length: number): void {
    if ((word & 1023) !== 0 || !(length > 0) || word < 0) {
      throw new InvalidArgument(`munmap of ${length} bytes at ${hex(this.addressOf(word))}`);
    }
    this.calls.munmap++;
    const start = word >>> Page.SHIFT;
    this.unmap(start, Math.min(start + Math.ceil(length / Page.SIZE), this.pages.length));
  }

  /**
   * Grows, shrinks or moves a mapping (`MREMAP_MAYMOVE`): in place where there is room behind it. The
   * pages keep their states and contents. @returns its first word, or 0 when there is no room.
   */
  mremap(word: number, oldLength: number, newLength: number): number {
    const from = word >>> Page.SHIFT;
    const oldEnd = from + Math.ceil(oldLength / Page.SIZE);
    const newEnd = from + Math.ceil(newLength / Page.SIZE);
    if (newEnd <= oldEnd) {
      if (newEnd < oldEnd) this.unmap(newEnd, oldEnd);
      return word;
    }
    if ((this.mappedPages + newEnd - oldEnd) * Page.SIZE > this.limit) return 0;
    // In front of the data there are other addresses behind the last page.
    const end = word < this.heapFloor ? this.heapFloor >>> Page.SHIFT : this.pages.length - 1;
    if (newEnd <= end && !this.mappings.overlaps(oldEnd, newEnd)) {
      this.map(oldEnd, newEnd, this.mappings.find(from)?.name ?? '');
      return word;
    }
    const moved = this.mmap(newLength, this.mappings.find(from)?.name);
    if (moved === 0) return 0;
    const to = moved >>> Page.SHIFT;
    for (let page = 0; page < oldEnd - from; page++) {
      if ((this.pages[from + page]! & Page.RESIDENT) === 0) continue;
      this.copy((to + page) << Page.SHIFT, (from + page) << Page.SHIFT, 1 << Page.SHIFT);
    }
    this.unmap(from, oldEnd);
    return moved;
  }

  /** Reserves `bytes` in the data segment, where CPython's static variables live. Before any brk. @internal */
  dataSegment(bytes: number): number {
    if (this.heapStart !== 0)
      throw new InvalidArgument('the data segment ends where the heap begins');
    const word = this.dataEnd;
    this.dataEnd += Math.ceil(bytes / 16) * 4;
    const end = ((this.dataEnd - 1) >>> Page.SHIFT) + 1;
    const limit = this.dataLimit >>> Page.SHIFT;
    if (end > limit) {
      this.map(limit, end, '[data]');
      this.dataLimit = end << Page.SHIFT;
    }
    return word;
  }

  /** Pages of a file that were read and not written: resident and clean. @internal */
  readIn(word: number, length: number): void {
    const end = (word >>> Page.SHIFT) + Math.ceil(length / Page.SIZE);
    for (let page = word >>> Page.SHIFT; page < end; page++) {
      if ((this.pages[page]! & Page.RESIDENT) !== 0) continue;
      this.pages[page] = this.pages[page]! | Page.RESIDENT;
      this.residentPages++;
    }
    this.peakResidentPages = Math.max(this.peakResidentPages, this.residentPages);
  }

  /** Makes pages that `touch` made resident as they were. Nothing may be written there. @internal */
  untouch(word: number, length: number): void {
    const end = (word >>> Page.SHIFT) + length / Page.SIZE;
    this.pages.fill(Page.MAPPED, word >>> Page.SHIFT, end);
    this.residentPages -= length / Page.SIZE;
    this.peakResidentPages -= length / Page.SIZE;
  }

  /** `madvise(MADV_DONTNEED)`: whole mapped pages lose what is in them. They are zeros when touched again. */
  discard(word: number, length: number): void {
    const end = (word >>> Page.SHIFT) + length / Page.SIZE;
    for (let page = word >>> Page.SHIFT; page < end; page++) {
      const state = this.pages[page]!;
      if ((state & Page.RESIDENT) === 0) continue;
      if (this.checkpoints.any) this.checkpoints.keep(page, state);
      if ((state & Page.SHARED) !== 0) this.leaveFrame(page);
      this.i32.fill(0, page << Page.SHIFT, (page + 1) << Page.SHIFT);
      this.pages[page] = Page.MAPPED;
      this.residentPages--;
    }
  }

  /** The program break, a word; 0 before the first `sbrk`. */
  get brk(): number {
    return this.heapEnd;
  }

  /** The first word of the heap that `sbrk` gives; 0 before its first call. */
  get brkStart(): number {
    return this.heapStart;
  }

  /**
   * Moves the program break by `increment` bytes, a multiple of the page size.
   * @returns the old break, or 0 when the heap cannot grow (`ENOMEM`).
   */
  sbrk(increment: number): number {
    if (increment % Page.SIZE !== 0) throw new InvalidArgument(`sbrk(${increment})`);
    if (this.heapStart === 0) {
      // An unmapped page in front keeps the heap a mapping of its own.
      this.heapStart = this.dataLimit + (1 << Page.SHIFT);
      this.heapEnd = this.heapStart;
    }
    this.calls.brk++;
    const old = this.heapEnd;
    const pages = increment / Page.SIZE;
    const from = old >>> Page.SHIFT;
    if (pages < 0) {
      if (from + pages < this.heapStart >>> Page.SHIFT) return 0;
      this.unmap(from + pages, from);
    } else if (pages > 0) {
      if ((this.mappedPages + pages) * Page.SIZE > this.limit) return 0;
      if (from + pages >= this.mmapLow >>> Page.SHIFT) return 0;
      this.map(from, from + pages, '[heap]');
    }
    this.heapEnd = old + pages * (1 << Page.SHIFT);
    return old;
  }

  private map(start: number, end: number, name: string): void {
    this.onMapping?.('map', start << Page.SHIFT, end << Page.SHIFT);
    this.mappings.add(start, end, name);
    this.keptMappings = undefined;
    for (let page = start; page < end; page++) {
      if (this.checkpoints.any) this.checkpoints.keep(page, this.pages[page]!);
      if (this.pages[page] === Page.STALE) {
        this.i32.fill(0, page << Page.SHIFT, (page + 1) << Page.SHIFT);
      }
    }
    this.pages.fill(Page.MAPPED, start, end);
    this.mappedPages += end - start;
    if (this.mappedPages > this.peakMappedPages) this.peakMappedPages = this.mappedPages;
  }

  private unmap(start: number, end: number): void {
    this.onMapping?.('unmap', start << Page.SHIFT, end << Page.SHIFT);
    let mapped = 0;
    let resident = 0;
    for (let page = start; page < end; page++) {
      const state = this.pages[page]!;
      if (this.checkpoints.any) this.checkpoints.keepState(page, state);
      if (state & Page.SHARED) this.leaveFrame(page);
      if (state & Page.MAPPED) mapped++;
      if (state & Page.RESIDENT) {
        resident++;
        this.pages[page] = Page.STALE;
      } else if (state !== Page.STALE) this.pages[page] = 0;
    }
    this.mappings.remove(start, end);
    this.keptMappings = undefined;
    this.mappedPages -= mapped;
    this.residentPages -= resident;
  }

  // ---------------------------------------------------------------- fork

  /**
   * `fork`: the address space of a child. Both sides share every frame until one of them stores to
   * the page; the host copies the bytes at once, so that both can go on by themselves.
   */
  fork(): AddressSpace {
    const child = new AddressSpace({ size: this.size, limit: this.limit });
    this.frameTable ??= new FrameTable();
    this.frames ??= new Int32Array(this.pages.length);
    const frames = new Int32Array(this.pages.length);
    for (const { start, end } of this.mappings.all) {
      for (let page = start; page < end; page++) {
        const state = this.pages[page]!;
        // The child has no checkpoints yet.
        child.pages[page] = state & ~Page.KEPT;
        if ((state & Page.RESIDENT) === 0) continue;
        const frame = this.frames[page]!;
        if (frame === 0) this.frames[page] = this.frameTable.share();
        else this.frameTable.add(frame);
        frames[page] = this.frames[page]!;
        this.pages[page] = state | Page.SHARED;
        child.pages[page] = child.pages[page]! | Page.SHARED;
        // Nothing was ever stored to the others; the host would have to find memory for them.
        if ((state & Page.DIRTY) === 0) continue;
        const word = page << Page.SHIFT;
        child.i32.set(this.i32.subarray(word, word + (1 << Page.SHIFT)), word);
      }
    }
    child.layOutAs(this);
    child.frameTable = this.frameTable;
    child.frames = frames;
    child.mappings = new MappingList(this.mappings.all);
    Object.assign(child, this.kernelState());
    return child;
  }

  /**
   * Takes the place of a forked address space that has the same bytes, and shares its frames from now
   * on. @returns false, and changes nothing, when the bytes are not the same
   * @internal
   */
  takePlaceOf(forked: AddressSpace): boolean {
    const mappings = forked.mappings.all;
    const own = this.mappings.all;
    const mapped = (a: Readonly<Mapping>, b: Readonly<Mapping> | undefined): boolean =>
      a.start === b?.start && a.end === b.end;
    if (mappings.length !== own.length || !mappings.every((each, i) => mapped(each, own[i])))
      return false;
    for (const { start, end } of mappings) {
      for (let page = start; page < end; page++) {
        const [here, there] = [this.pages[page]!, forked.pages[page]!];
        if (((here ^ there) & Page.RESIDENT) !== 0) return false;
        // Nothing was ever stored to the others.
        if (((here | there) & Page.DIRTY) !== 0 && !this.equalPage(forked, page)) return false;
      }
    }
    for (const { start, end } of mappings) this.pages.set(forked.pages.subarray(start, end), start);
    this.frameTable = forked.frameTable;
    this.frames = forked.frames;
    Object.assign(this, forked.kernelState());
    return true;
  }

  /** The process ends: what it shared is the others' alone. */
  exit(): void {
    for (const { start, end } of [...this.mappings.all]) this.unmap(start, end);
  }

  /** How many processes map the frame of a page. */
  sharers(page: number): number {
    return this.frameTable?.count(this.frames![page]!) ?? 1;
  }

  private leaveFrame(page: number): void {
    const frame = this.frames![page]!;
    if (frame !== 0) this.frameTable!.drop(frame);
    this.frames![page] = 0;
  }

  // ---------------------------------------------------------------- checkpoints

  /** A moment to go back to with `restore`. Until the next store to a page it costs nothing for it. */
  checkpoint(): Checkpoint {
    const { newest } = this.checkpoints;
    if (newest) this.protectAgain(newest);
    else this.protect();
    return this.checkpoints.add(this.kernelNow());
  }

  /** Makes a checkpoint one of now, which forgets what changed since. @throws UnknownCheckpoint @internal */
  renew(checkpoint: Checkpoint): void {
    this.protectAgain(this.checkpoints.newest!);
    this.checkpoints.renew(checkpoint, this.kernelNow(checkpoint.kernel as KernelState));
  }

  /** What the kernel knows now: the same object when it is what it knew `before`. */
  private kernelNow(before?: KernelState): KernelState {
    this.keptMappings ??= new MappingList(this.mappings.all);
    if (
      before?.mappings === this.keptMappings &&
      before.residentPages === this.residentPages &&
      before.peakResidentPages === this.peakResidentPages &&
      before.heapEnd === this.heapEnd &&
      before.dataEnd === this.dataEnd
    )
      return before;
    return { ...this.kernelState(), mappings: this.keptMappings };
  }

  /** Goes back; later checkpoints are forgotten, this one stays. @throws UnknownCheckpoint */
  restore(checkpoint: Checkpoint): void {
    this.checkpoints.undo(checkpoint, (page, { state, words }) => {
      const now = this.pages[page]!;
      const word = page << Page.SHIFT;
      // Whether the page has bytes that a new mapping would have to clear.
      const used = words !== undefined || (now & (Page.RESIDENT | Page.STALE)) !== 0;
      if ((now & Page.SHARED) !== 0) this.leaveFrame(page);
      if (words) this.i32.set(words, word);
      else if (used && (state & (Page.MAPPED | Page.RESIDENT)) === Page.MAPPED)
        this.i32.fill(0, word, word + (1 << Page.SHIFT));
      this.pages[page] =
        (state & Page.MAPPED) !== 0 ? state & Page.WRITABLE : used ? Page.STALE : 0;
    });
    this.takeKernel(checkpoint.kernel);
    this.protect();
  }

  /** Gives up a checkpoint and what it holds. @throws UnknownCheckpoint */
  forget(checkpoint: Checkpoint): void {
    this.checkpoints.forget(checkpoint);
  }

  /** Makes the next store to each resident page ask first. */
  private protect(): void {
    for (const { start, end } of this.mappings.all) {
      for (let page = start; page < end; page++) {
        const state = this.pages[page]!;
        if ((state & Page.RESIDENT) !== 0) this.pages[page] = state | Page.KEPT;
      }
    }
  }

  /** The same when there is a checkpoint: all pages are protected but those that it has. */
  private protectAgain(newest: Checkpoint): void {
    for (const page of newest.pages.keys()) {
      const state = this.pages[page]!;
      if ((state & (Page.MAPPED | Page.RESIDENT)) === (Page.MAPPED | Page.RESIDENT))
        this.pages[page] = state | Page.KEPT;
    }
  }

  /** The pages that changed since a checkpoint, as they were then. @throws UnknownCheckpoint @internal */
  changesSince(checkpoint: Checkpoint): ReadonlyMap<number, SavedPage> {
    return this.checkpoints.since(checkpoint);
  }

  /** What the kernel knows of the process beside pages and mappings. */
  private kernelState(): Omit<KernelState, 'mappings'> {
    const { residentPages, peakResidentPages, mappedPages, peakMappedPages } = this;
    const { mmapLow, dataEnd, dataLimit, heapStart, heapEnd } = this;
    return {
      residentPages,
      peakResidentPages,
      mappedPages,
      peakMappedPages,
      mmapLow,
      dataEnd,
      dataLimit,
      heapStart,
      heapEnd,
    };
  }

  // ---------------------------------------------------------------- looking at other moments

  /** A copy that shares nothing with this process, to show moments of it (`MemoryHistory`). */
  replica(): AddressSpace {
    const copy = new AddressSpace({ size: this.size });
    copy.layOutAs(this);
    for (const { start, end } of this.mappings.all) {
      for (let page = start; page < end; page++) copy.takePage(this, page);
    }
    copy.mappings = new MappingList(this.mappings.all);
    Object.assign(copy, this.kernelState());
    return copy;
  }

  /** Of a replica: gives a page the state that its original had. @internal */
  showPage(page: number, state: number): void {
    this.pages[page] = (state & Page.MAPPED) !== 0 ? state & Page.WRITABLE : Page.STALE;
  }

  /** Takes over what the kernel knew at a checkpoint, of this process or of a replica's original. @internal */
  takeKernel(kernel: unknown): void {
    const { mappings } = kernel as KernelState;
    Object.assign(this, kernel, { mappings: new MappingList(mappings.all) });
    this.keptMappings = undefined;
  }

  // ---------------------------------------------------------------- views

  /** The mappings in address order, with bounds as words. */
  listMappings(): {
    /** The first word. */
    readonly start: number;
    /** One past the last word. */
    readonly end: number;
    /** `[heap]`, `[data]`, or '' for memory that `mmap` gave. */
    readonly name: string;
  }[] {
    return this.mappings.all.map(({ start, end, name }) => ({
      start: start << Page.SHIFT,
      end: end << Page.SHIFT,
      name,
    }));
  }

  protected override describeNearest(page: number): string {
    const mapping = this.mappings.nearest(page < 0 ? this.pages.length : page);
    return mapping ? `nearest mapping ${this.describe(mapping)}` : 'no mapping exists';
  }

  private describe({ start, end, name }: Readonly<Mapping>): string {
    const low = this.addressOf(start << Page.SHIFT);
    return `${hex(low)}-${hex(low + (end - start) * Page.SIZE)} ${name || 'anonymous'}`;
  }
}
