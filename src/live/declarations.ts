import packed from 'heaplab:declarations';

/** The declaration files that cells can reach, by path: the build packs them (tools/live.ts). */
export function declarations(): ReadonlyMap<string, string> {
  return new Map(Object.entries(JSON.parse(packed) as Record<string, string>));
}
