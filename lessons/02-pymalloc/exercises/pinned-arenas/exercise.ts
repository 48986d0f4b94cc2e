import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { type LogEntry, pinnedArenas } from './solution';
import { pinnedArenas as allSurvivors } from './wrong/all-survivors';
import { pinnedArenas as fromFirstAddress } from './wrong/from-first-address';
import { pinnedArenas as idUsedOnce } from './wrong/id-used-once';
import { pinnedArenas as orderOfLog } from './wrong/order-of-log';
import { pinnedArenas as poolsNotArenas } from './wrong/pools-not-arenas';

const ARENA = 2 ** 20;
const BASE = 0x7f12_3450_0000 - (0x7f12_3450_0000 % ARENA);

interface Options {
  readonly reuseIds: boolean;
}

/** A service's log: many blocks over a few arenas, of which some survive. */
function serviceLog(random: Random, { reuseIds }: Options): LogEntry[] {
  const arenas = random.integer(5, 9);
  const log: LogEntry[] = [];
  const taken = new Set<number>();
  const blocks = random.many(arenas * random.integer(6, 12), () => {
    let address: number;
    do {
      const arena = random.integer(0, arenas - 1);
      address =
        BASE + arena * ARENA + random.integer(0, 63) * 16384 + 48 + 32 * random.integer(0, 509);
    } while (taken.has(address));
    taken.add(address);
    return address;
  });
  blocks.forEach((address, i) => {
    log.push({ op: 'malloc', id: `b${i}`, address });
  });
  const survivors = new Set(random.many(arenas, () => random.integer(0, blocks.length - 1)));
  blocks.forEach((_, i) => {
    if (!survivors.has(i)) log.push({ op: 'free', id: `b${i}` });
  });
  if (!reuseIds) return log;
  const freed = blocks.map((_, i) => i).filter((i) => !survivors.has(i));
  for (const i of freed.slice(0, 3)) {
    log.push({ op: 'malloc', id: `b${i}`, address: BASE + (arenas + i) * ARENA + 48 });
  }
  return log;
}

export const exercise = defineExercise<[arenaSize: number, log: LogEntry[]], string[]>({
  id: 'pymalloc-pinned-arenas',
  title: 'Who keeps the arena alive?',
  functionName: 'pinnedArenas',
  solution: pinnedArenas,
  hints: [
    'First find out what is alive at the end of the log. Only then ask in which arena each of those blocks is.',
    'An id may come again after its free, so go through the log in order: put a block into a `Map` at `malloc`, and take it out at `free`. The arena of an address is `Math.floor(address / arenaSize)`.',
    'Group the live ids by their arena. Keep the groups that have just one id, and sort those ids by their addresses.',
  ],
  reason:
    'An arena can go back only when nothing in it is in use. Where one block is left, that block alone keeps the whole arena: it is the one to look for when memory was freed and the process does not shrink. Arenas start at multiples of their size, so a division tells which one an address is in.',
  examples: (random) => {
    const [one, other] = [random.integer(1, 4), random.integer(5, 9)];
    const [first, second] = random.pick([
      ['a', 'b'],
      ['b', 'a'],
    ] as const);
    return [
      {
        args: [
          1000,
          [
            { op: 'malloc', id: 'a', address: 1000 * one + random.integer(0, 499) },
            { op: 'malloc', id: 'b', address: 1000 * one + random.integer(500, 999) },
            { op: 'malloc', id: 'c', address: 1000 * other + random.integer(0, 499) },
            { op: 'malloc', id: 'd', address: 1000 * other + random.integer(500, 999) },
            { op: 'free', id: first },
          ],
        ],
        about: `${second} alone holds its arena; c and d hold theirs together`,
      },
    ];
  },
  checks: [
    {
      about: 'a service after its peak',
      points: 2,
      calls: (random) => random.many(8, () => [ARENA, serviceLog(random, { reuseIds: false })]),
    },
    {
      about: 'ids that are used again',
      points: 1,
      calls: (random) => random.many(4, () => [ARENA, serviceLog(random, { reuseIds: true })]),
    },
    {
      about: 'nothing allocated, nothing alive, several alive',
      points: 1,
      calls: () => [
        [ARENA, []],
        [
          ARENA,
          [
            { op: 'malloc', id: 'x', address: BASE + 48 },
            { op: 'free', id: 'x' },
          ],
        ],
        [
          ARENA,
          [
            { op: 'malloc', id: 'x', address: BASE + ARENA - 32 },
            { op: 'malloc', id: 'y', address: BASE + ARENA + 48 },
            { op: 'malloc', id: 'z', address: BASE + ARENA + 80 },
          ],
        ],
      ],
    },
  ],
  mistakes: [
    {
      name: 'all-survivors',
      feedback:
        'You return every block that is still alive. Asked for are those that are alone in their arena: freeing one of them would give an arena back.',
      answer: allSurvivors,
    },
    {
      name: 'pools-not-arenas',
      feedback:
        'You look for blocks that are alone in their pool. A pool goes back to its arena, not to the system: the arena counts.',
      answer: poolsNotArenas,
    },
    {
      name: 'id-used-once',
      feedback:
        'You take a block as freed when its id was freed at any time; an id may be allocated again after that.',
      answer: idUsedOnce,
    },
    {
      name: 'order-of-log',
      feedback:
        'You found the right blocks but return them in the order of the log. Sort them by address.',
      answer: orderOfLog,
    },
    {
      name: 'from-first-address',
      feedback:
        'You count arenas from the first address in the log. An arena starts at a multiple of its size.',
      answer: fromFirstAddress,
    },
  ],
});
