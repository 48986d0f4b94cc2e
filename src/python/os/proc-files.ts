import type { AddressSpace } from '../../memory/address-space';
import { procStatus, smapsRollup, smapsText } from '../../memory/proc';
import type { System } from './system-calls';

/**
 * What the kernel would show under `/proc`.
 * @param own the memory of the process that asks
 */
export function procFile(system: System, own: AddressSpace, path: string): string | undefined {
  const match = /^\/proc\/(?:self|(\d+))\/(status|smaps_rollup|smaps|statm)$/.exec(path);
  if (!match) return undefined;
  const self = system.pid();
  const pid = match[1] === undefined ? self : Number(match[1]);
  return system.ask(() => {
    const memory = pid === self ? own : system.memoryOf(pid);
    return memory && procText(memory, pid, match[2]!);
  });
}

function procText(memory: AddressSpace, pid: number, file: string): string {
  if (file === 'status') {
    const status = procStatus(memory);
    const kb = (bytes: number): string => `${String(Math.round(bytes / 1024)).padStart(8)} kB`;
    return [
      'Name:\tpython3',
      'State:\tR (running)',
      `Pid:\t${pid}`,
      ...Object.entries(status).map(([key, value]) => `${key}:\t${kb(value as number)}`),
      'Threads:\t1',
      '',
    ].join('\n');
  }
  if (file === 'smaps') return smapsText(memory);
  const { rss, pss, sharedDirty, privateDirty } = smapsRollup(memory);
  if (file === 'statm') {
    const pages = rss / 4096;
    return `${pages} ${pages} 0 0 0 0 0\n`;
  }
  const rows: readonly [string, number][] = [
    ['Rss', rss],
    ['Pss', pss],
    ['Pss_Dirty', privateDirty + sharedDirty / 2],
    ['Shared_Clean', 0],
    ['Shared_Dirty', sharedDirty],
    ['Private_Clean', 0],
    ['Private_Dirty', privateDirty],
    ['Referenced', rss],
    ['Anonymous', sharedDirty + privateDirty],
    // Huge pages, swapping and pages that are merged or locked: none here.
    ...['KSM', 'LazyFree', 'AnonHugePages', 'ShmemPmdMapped', 'FilePmdMapped', 'Shared_Hugetlb']
      .concat('Private_Hugetlb', 'Swap', 'SwapPss', 'Locked')
      .map((name): [string, number] => [name, 0]),
  ];
  const lines = rows.map(
    ([key, bytes]) => `${`${key}:`.padEnd(16)}${String(Math.round(bytes / 1024)).padStart(8)} kB`,
  );
  return `00400000-7fffffffffff ---p 00000000 00:00 0                              [rollup]\n${lines.join('\n')}\n`;
}
