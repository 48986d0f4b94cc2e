import { type AddressSpace, Page } from './address-space';

/*
 * What `/proc/self` shows of a process, read from the page states. Sizes in bytes here; the text
 * forms print kB as the kernel does (fs/proc/task_mmu.c).
 */

export interface SmapsEntry {
  /** First address and one past the last. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Bytes: mapped, resident, and written by this process alone. */
  readonly size: number;
  readonly rss: number;
  readonly privateClean: number;
  readonly privateDirty: number;
}

/** One entry per mapping, in address order. */
export function smaps(memory: AddressSpace): SmapsEntry[] {
  return memory.listMappings().map(({ start, end, name }) => {
    let resident = 0;
    let dirty = 0;
    const last = end >>> Page.SHIFT;
    for (let page = start >>> Page.SHIFT; page < last; page++) {
      const state = memory.pages[page]!;
      if (state & Page.RESIDENT) resident++;
      if (state & Page.DIRTY) dirty++;
    }
    const first = memory.addressOf(start);
    return {
      start: first,
      end: first + (end - start) * 4,
      name,
      size: (end - start) * 4,
      rss: resident * Page.SIZE,
      privateClean: (resident - dirty) * Page.SIZE,
      privateDirty: dirty * Page.SIZE,
    };
  });
}

export interface ProcStatus {
  /** Bytes. */
  readonly VmPeak: number;
  readonly VmSize: number;
  readonly VmHWM: number;
  readonly VmRSS: number;
}

export function procStatus(memory: AddressSpace): ProcStatus {
  return {
    VmPeak: memory.peakMappedPages * Page.SIZE,
    VmSize: memory.mappedPages * Page.SIZE,
    VmHWM: memory.peakResidentPages * Page.SIZE,
    VmRSS: memory.residentPages * Page.SIZE,
  };
}

/** The memory lines of `/proc/self/status`. */
export function procStatusText(memory: AddressSpace): string {
  return Object.entries(procStatus(memory))
    .map(([name, bytes]) => `${name}:\t${String(bytes / 1024).padStart(8)} kB\n`)
    .join('');
}

/** `/proc/self/smaps`, with the lines that the simulator has. */
export function smapsText(memory: AddressSpace): string {
  const line = (name: string, bytes: number): string =>
    `${`${name}:`.padEnd(16)}${String(bytes / 1024).padStart(8)} kB\n`;
  return smaps(memory)
    .map((entry) => {
      const range = `${entry.start.toString(16)}-${entry.end.toString(16)} rw-p 00000000 00:00 0`;
      return (
        `${entry.name ? `${range.padEnd(72)} ${entry.name}` : range}\n` +
        line('Size', entry.size) +
        line('KernelPageSize', Page.SIZE) +
        line('Rss', entry.rss) +
        line('Pss', entry.rss) +
        line('Shared_Clean', 0) +
        line('Shared_Dirty', 0) +
        line('Private_Clean', entry.privateClean) +
        line('Private_Dirty', entry.privateDirty)
      );
    })
    .join('');
}
