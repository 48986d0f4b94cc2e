/**
 * The list of mappings of one process (`vm_area_struct` in the kernel), in page numbers of the flat
 * buffer. Neighbours of the same name are merged, as Linux merges anonymous mappings, so the list
 * stays short however many arenas there are.
 */
export interface Mapping {
  /** First page. */
  start: number;
  /** One past the last page. */
  end: number;
  /** As in `/proc/self/maps`: `[heap]`, `[data]`, or empty for anonymous memory. */
  readonly name: string;
}

export class MappingList {
  private readonly list: Mapping[];

  /** @param mappings to begin with; they are copied. */
  constructor(mappings: readonly Readonly<Mapping>[] = []) {
    this.list = mappings.map((mapping) => ({ ...mapping }));
  }

  get all(): readonly Readonly<Mapping>[] {
    return this.list;
  }

  /** Index of the first mapping that ends after `page`. */
  private indexAfter(page: number): number {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.list[middle]!.end <= page) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  find(page: number): Readonly<Mapping> | undefined {
    const candidate = this.list[this.indexAfter(page)];
    return candidate && candidate.start <= page ? candidate : undefined;
  }

  /** Whether any page of `[start, end)` is mapped. */
  overlaps(start: number, end: number): boolean {
    const candidate = this.list[this.indexAfter(start)];
    return candidate !== undefined && candidate.start < end;
  }

  /** The mapping closest to a page that lies in none. */
  nearest(page: number): Readonly<Mapping> | undefined {
    const i = this.indexAfter(page);
    const after = this.list[i];
    const before = this.list[i - 1];
    if (!after || !before) return after ?? before;
    return after.start - page < page - before.end + 1 ? after : before;
  }

  /** Adds `[start, end)`, which must be free, and merges it with its neighbours. */
  add(start: number, end: number, name: string): void {
    const i = this.indexAfter(start);
    const before = this.list[i - 1];
    const after = this.list[i];
    const joinsBefore = before !== undefined && before.end === start && before.name === name;
    const joinsAfter = after !== undefined && after.start === end && after.name === name;
    if (joinsBefore && joinsAfter) {
      before.end = after.end;
      this.list.splice(i, 1);
    } else if (joinsBefore) before.end = end;
    else if (joinsAfter) after.start = start;
    else this.list.splice(i, 0, { start, end, name });
  }

  /** Removes `[start, end)` from every mapping it touches, splitting where it must. */
  remove(start: number, end: number): void {
    let i = this.indexAfter(start);
    while (i < this.list.length && this.list[i]!.start < end) {
      const mapping = this.list[i]!;
      if (mapping.start < start && mapping.end > end) {
        this.list.splice(i + 1, 0, { start: end, end: mapping.end, name: mapping.name });
        mapping.end = start;
        return;
      }
      if (mapping.start < start) {
        mapping.end = start;
        i++;
      } else if (mapping.end > end) {
        mapping.start = end;
        return;
      } else this.list.splice(i, 1);
    }
  }

  /**
   * The start of the highest gap of `pages` pages between `floor` and `ceiling`, as the kernel's
   * top-down search finds it, or -1.
   */
  highestGap(pages: number, floor: number, ceiling: number): number {
    let top = ceiling;
    for (let i = this.list.length - 1; i >= 0 && top - pages >= floor; i--) {
      const mapping = this.list[i]!;
      if (mapping.end + pages <= top) return top - pages;
      if (mapping.start < top) top = mapping.start;
    }
    return top - pages >= floor ? top - pages : -1;
  }
}

/** What the kernel knows of a process beside its pages. Words and pages. */
export interface KernelState {
  readonly mappings: MappingList;
  readonly residentPages: number;
  readonly peakResidentPages: number;
  readonly mappedPages: number;
  readonly peakMappedPages: number;
  readonly mmapLow: number;
  readonly dataEnd: number;
  readonly dataLimit: number;
  readonly heapStart: number;
  readonly heapEnd: number;
}
