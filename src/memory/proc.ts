import type { AddressSpace } from './address-space';
import { Page } from './flat-memory';

/*
 * What `/proc/self` shows of a process, read from the page states. Sizes in bytes here; the text
 * forms print kB as the kernel does (fs/proc/task_mmu.c).
 */

/** A mapping as `/proc/self/smaps` shows it (fs/proc/task_mmu.c). Bytes. */
export interface SmapsEntry {
  /** Its first address. */
  readonly start: number;
  /** One past its last address. */
  readonly end: number;
  /** `[heap]`, or '' for memory that `mmap` gave. */
  readonly name: string;
  /** All of it. */
  readonly size: number;
  /** What is in memory. */
  readonly rss: number;
  /** The same, with each page divided by the number of processes that share it. */
  readonly pss: number;
  /** In memory, shared with another process, not written to. */
  readonly sharedClean: number;
  /** In memory, shared with another process, written to. */
  readonly sharedDirty: number;
  /** In memory, its own, not written to. */
  readonly privateClean: number;
  /** In memory, its own, written to. */
  readonly privateDirty: number;
}

const NONE_IN_MEMORY = {
  rss: 0,
  pss: 0,
  sharedClean: 0,
  sharedDirty: 0,
  privateClean: 0,
  privateDirty: 0,
};

/** One entry per mapping, in address order. */
export function smaps(memory: AddressSpace): SmapsEntry[] {
  return memory.listMappings().map(({ start, end, name }) => {
    const bytes = { ...NONE_IN_MEMORY };
    const last = end >>> Page.SHIFT;
    for (let page = start >>> Page.SHIFT; page < last; page++) {
      const state = memory.pages[page]!;
      if ((state & Page.RESIDENT) === 0) continue;
      const sharers = (state & Page.SHARED) === 0 ? 1 : memory.sharers(page);
      bytes.rss += Page.SIZE;
      bytes.pss += Page.SIZE / sharers;
      const dirty = (state & Page.DIRTY) !== 0;
      if (sharers > 1) bytes[dirty ? 'sharedDirty' : 'sharedClean'] += Page.SIZE;
      else bytes[dirty ? 'privateDirty' : 'privateClean'] += Page.SIZE;
    }
    const first = memory.addressOf(start);
    return {
      start: first,
      end: first + (end - start) * 4,
      name,
      size: (end - start) * 4,
      ...bytes,
    };
  });
}

/** The memory lines of `/proc/self/status`. Bytes. */
export interface ProcStatus {
  /** The most that was ever mapped. */
  readonly VmPeak: number;
  /** What is mapped. */
  readonly VmSize: number;
  /** The most that was ever in memory. */
  readonly VmHWM: number;
  /** What is in memory: the resident set. Within 2% of what was measured. */
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

/** `/proc/self/smaps_rollup`: the sums over all mappings. */
export function smapsRollup(memory: AddressSpace): Omit<SmapsEntry, 'start' | 'end' | 'name'> {
  const sum = { size: 0, ...NONE_IN_MEMORY };
  for (const entry of smaps(memory)) {
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += entry[key];
  }
  return sum;
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
        line('Pss', Math.floor(entry.pss / 1024) * 1024) +
        line('Shared_Clean', entry.sharedClean) +
        line('Shared_Dirty', entry.sharedDirty) +
        line('Private_Clean', entry.privateClean) +
        line('Private_Dirty', entry.privateDirty)
      );
    })
    .join('');
}
