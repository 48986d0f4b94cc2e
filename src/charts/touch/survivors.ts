import { boot, deterministicHost, type PythonProcess } from '../../python';

/*
 * A crowd of small objects, and a few that survive it: the reader frees these one by one, and sees which arenas go back.
 */

/** Which survivors of a crowd of objects are freed. */
export interface SurvivorsInput {
  /** The version: `3.12`. */
  readonly python: string;
  /** Their numbers, from 0 to 9. */
  readonly freed: readonly number[];
}

/** What a pool has: nothing yet, nothing any more, room, or no room. */
export type PoolUse = 'untouched' | 'free' | 'used' | 'full';

/** An arena of the crowd. */
export interface ShownArena {
  /** Bytes. */
  readonly size: number;
  /** Whether the system has it back. */
  readonly returned: boolean;
  /** Its pools, in the order of their addresses. */
  readonly pools: readonly PoolUse[];
  /** The survivors in it, with the pool of each. */
  readonly survivors: readonly {
    /** The survivor's number. */
    readonly number: number;
    /** The pool's index in the arena. */
    readonly pool: number;
  }[];
}

/** The arenas of a crowd, after most of it was freed. */
export interface SurvivorsState {
  /** All arenas of the peak, in the order in which they were obtained. */
  readonly arenas: readonly ShownArena[];
  /** Resident memory beyond the start, at the peak. Bytes. */
  readonly peak: number;
  /** The same now. */
  readonly now: number;
  /** How many objects there were. */
  readonly made: number;
  /** How many survive. */
  readonly alive: number;
}

const MADE = 200_000;
const EVERY = 20_000;

/** Makes the crowd, frees all but every so many, then some of those; and looks at the arenas. */
export function freeSurvivors({ python, freed }: SurvivorsInput): SurvivorsState {
  const process = boot(python, { host: deterministicHost() });
  const start = process.status().VmRSS;
  process.exec(`crowd = [object() for _ in range(${MADE})]`);
  const peak = process.status().VmRSS - start;
  const before = process.arenas();
  process.exec(`kept = crowd[${EVERY / 2}::${EVERY}]\ndel crowd`);
  const kept = survivorsOf(process);
  for (const number of freed) process.exec(`kept[${number}] = None`);
  const now = new Map(process.arenas().map((arena) => [arena.address, arena]));
  const arenas = [...before]
    .sort((a, b) => a.index - b.index)
    .map(({ address, size, pools }): ShownArena => {
      const arena = now.get(address);
      const shown = arena?.pools ?? pools;
      return {
        size,
        returned: arena === undefined,
        pools: shown.map(({ state }) => (arena ? state : 'free')),
        survivors: kept.flatMap((block, number) => {
          const pool = shown.filter((each) => each.address <= block).length - 1;
          const inside = block >= address && block < address + size;
          return inside && !freed.includes(number) ? [{ number, pool }] : [];
        }),
      };
    });
  return {
    arenas,
    peak,
    now: process.status().VmRSS - start,
    made: MADE,
    alive: kept.length - freed.length,
  };
}

/** The addresses of the survivors. */
function survivorsOf(process: PythonProcess): number[] {
  const list = process.globals.kept!.address;
  return Array.from({ length: MADE / EVERY }, (_, i) => process.PyList_GetItem(list, i));
}
