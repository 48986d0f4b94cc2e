import { type AddressSpace, DIRTY, PAGE_SHIFT, PAGE_SIZE, RESIDENT } from './address-space';

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
    const last = end >>> PAGE_SHIFT;
    for (let page = start >>> PAGE_SHIFT; page < last; page++) {
      const state = memory.pages[page]!;
      if (state & RESIDENT) resident++;
      if (state & DIRTY) dirty++;
    }
    const first = memory.addressOf(start);
    return {
      start: first,
      end: first + (end - start) * 4,
      name,
      size: (end - start) * 4,
      rss: resident * PAGE_SIZE,
      privateClean: (resident - dirty) * PAGE_SIZE,
      privateDirty: dirty * PAGE_SIZE,
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
    VmPeak: memory.peakMappedPages * PAGE_SIZE,
    VmSize: memory.mappedPages * PAGE_SIZE,
    VmHWM: memory.peakResidentPages * PAGE_SIZE,
    VmRSS: memory.residentPages * PAGE_SIZE,
  };
}

/** The memory lines of `/proc/self/status`. */
export function procStatusText(memory: AddressSpace): string {
  const lines = Object.entries(procStatus(memory)).map(
    ([name, bytes]) => `${`${name}:`.padEnd(8)}${String(bytes / 1024).padStart(8)} kB`,
  );
  return `${lines.join('\n')}\n`;
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
        line('KernelPageSize', PAGE_SIZE) +
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
