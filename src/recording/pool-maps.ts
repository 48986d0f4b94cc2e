import { arenaViews, freeBlocks, type PoolView, type PyMalloc, placeOfBlock } from '../pymalloc';
import type { ArenaMapState, PoolMap } from './types';

/** What is known of single blocks, by the word that they begin at or that lies in them. */
export interface Marks {
  /** Dead objects on free lists. */
  readonly kept: readonly number[];
  /** Objects that wait for the collector, and their other blocks. */
  readonly unreachable: readonly number[];
}

function run(letter: string, count: number): string {
  return count > 0 ? `${letter}${count}` : '';
}

/** Letters, each as its character code, as runs. */
function runs(letters: Uint8Array): string {
  let text = '';
  for (let from = 0; from < letters.length; ) {
    let to = from + 1;
    while (letters[to] === letters[from]) to++;
    text += run(String.fromCharCode(letters[from]!), to - from);
    from = to;
  }
  return text;
}

function poolMap(
  heap: PyMalloc,
  pool: PoolView,
  marks: ReadonlyMap<number, string> | undefined,
): PoolMap {
  const { index, blockSize, used, carved, capacity } = pool;
  const map = (blocks: string): PoolMap => ({ index, blockSize, used, capacity, blocks });
  if (used === 0) return map(run('f', carved) + run('n', capacity - carved));
  if (!marks && used === carved) return map(run('u', used) + run('n', capacity - used));
  const letters = new Uint8Array(capacity);
  letters.fill(USED, 0, carved).fill(UNTOUCHED, carved);
  for (const [block, letter] of marks ?? []) letters[block] = letter.charCodeAt(0);
  for (const block of freeBlocks(heap, pool)) if (block < carved) letters[block] = FREE;
  return map(runs(letters));
}

const [USED, FREE, UNTOUCHED] = ['u', 'f', 'n'].map((letter) => letter.charCodeAt(0)) as [
  number,
  number,
  number,
];

/** Every arena with its pools that were ever used, block by block. */
export function arenaMaps(heap: PyMalloc, { kept, unreachable }: Marks): ArenaMapState[] {
  const marks = new Map<string, Map<number, string>>();
  const mark = (words: readonly number[], letter: string): void => {
    for (const word of words) {
      const place = placeOfBlock(heap, word);
      if (!place) continue;
      const key = `${place.arena}:${place.pool}`;
      const pool = marks.get(key) ?? new Map<number, string>();
      pool.set(place.block, letter);
      marks.set(key, pool);
    }
  };
  mark(kept, 'k');
  mark(unreachable, 'g');
  return arenaViews(heap).map(({ index, address, ntotalpools, pools }) => ({
    index,
    address,
    npools: ntotalpools,
    pools: pools
      .filter(({ state }) => state !== 'untouched')
      .map((pool) => poolMap(heap, pool, marks.get(`${index}:${pool.index}`))),
  }));
}
