import type { ArenaMapState, PoolMap, RecordingInfo } from '../../../recording';
import { bytesText } from './words';

/*
 * The heap from far to near: arenas, the pools of one, the blocks of one pool.
 */

/** Above so many arenas, those that are full are one tile. */
const TILES = 16;
/** Pools of a row. */
const ACROSS = 16;

/** The blocks of a pool, a letter each. */
export function lettersOf(blocks: string): string {
  return blocks.replace(/([a-z])(\d+)/g, (_, letter: string, count: string) =>
    letter.repeat(Number(count)),
  );
}

/** Which pool is looked at. */
export interface PoolPlace {
  readonly arena: number;
  readonly pool: number;
}

function poolOf(arenas: readonly ArenaMapState[], { arena, pool }: PoolPlace): PoolMap | undefined {
  return arenas.find(({ index }) => index === arena)?.pools.find(({ index }) => index === pool);
}

/** Pools that are not as they were. */
function changedPools(before: readonly ArenaMapState[], after: ArenaMapState): Set<number> {
  const old = before.find(
    ({ index, address }) => index === after.index && address === after.address,
  );
  const known = new Map(old?.pools.map((pool) => [pool.index, pool.blocks]));
  return new Set(
    after.pools
      .filter(({ index, blocks }) => known.get(index) !== blocks)
      .map(({ index }) => index),
  );
}

/** The pool that a step changed most, one that is partly in use where there is one; else the first in use. */
export function busiestPool(
  before: readonly ArenaMapState[],
  after: readonly ArenaMapState[],
): PoolPlace {
  const changes = after.flatMap((arena) =>
    [...changedPools(before, arena)].map((index) => {
      const place = { arena: arena.index, pool: index };
      const { used, capacity } = poolOf(after, place)!;
      const change = Math.abs(used - (poolOf(before, place)?.used ?? 0));
      return { place, change, isPartly: used > 0 && used < capacity };
    }),
  );
  changes.sort((a, b) => b.change - a.change);
  const [most] = changes;
  const partly = changes.find(({ isPartly, change }) => isPartly && change >= most!.change / 4);
  return (
    (partly ?? most)?.place ?? {
      arena: after[0]?.index ?? 0,
      pool: after[0]?.pools[0]?.index ?? 0,
    }
  );
}

/** Above so many pools that a step touched, those that are empty now are not marked. */
const MARKED = 20;

/** The pools that are marked as touched: of many only those that still have something. */
function markedPools(before: readonly ArenaMapState[], arena: ArenaMapState): Set<number> {
  const changed = changedPools(before, arena);
  if (changed.size <= MARKED) return changed;
  const inUse = arena.pools.filter(({ used, capacity }) => used > 0 && used < capacity);
  return new Set(inUse.map(({ index }) => index).filter((index) => changed.has(index)));
}

const fill = ({ used, capacity }: PoolMap): number => used / capacity;

export interface HeapProps {
  readonly info: RecordingInfo;
  readonly before: readonly ArenaMapState[];
  readonly after: readonly ArenaMapState[];
  readonly place: PoolPlace;
  /** The block of the object that is looked at, in that pool. */
  readonly block: number | undefined;
  readonly onPlace: (place: PoolPlace) => void;
}

export function Heap({ info, before, after, place, block, onPlace }: HeapProps) {
  const { arenaSize, poolSize } = info;
  const arena = after.find(({ index }) => index === place.arena) ?? after[0];
  const pool = arena && poolOf(after, { arena: arena.index, pool: place.pool });
  const gone = before.filter(({ index }) => !after.some((each) => each.index === index)).length;
  const full = after.filter((each) => isFull(each) && each.index !== place.arena);
  const folded = after.length > TILES ? full : [];
  const tiles = after.filter((each) => !folded.includes(each));
  return (
    <>
      <h2 class="t">
        Heap{' '}
        <small>
          {after.length} {after.length === 1 ? 'arena' : 'arenas'} of {bytesText(arenaSize)}, pools
          of {bytesText(poolSize)}
        </small>
      </h2>
      <div class="arenas">
        {tiles.map((each) => (
          <ArenaTile
            key={each.index}
            arena={each}
            changed={markedPools(before, each)}
            pressed={each === arena}
            onClick={() => {
              const changed = [...markedPools(before, each)];
              const first = each.pools.find(({ used, capacity }) => used > 0 && used < capacity);
              onPlace({
                arena: each.index,
                pool: changed[0] ?? first?.index ?? each.pools[0]?.index ?? 0,
              });
            }}
          />
        ))}
        {folded.length > 0 && <span class="folded">× {folded.length} full</span>}
        {gone > 0 && <span class="folded gone">{gone} given back</span>}
      </div>
      {arena && (
        <>
          <p class="lvl">
            <b>Arena {arena.index}</b> · what size of block each pool holds, and how full it is
          </p>
          <PoolGrid
            arena={arena}
            changed={markedPools(before, arena)}
            pool={place.pool}
            onPool={(index) => onPlace({ arena: arena.index, pool: index })}
          />
        </>
      )}
      {arena && pool && (
        <BlockGrid
          pool={pool}
          before={
            poolOf(before, { arena: arena.index, pool: pool.index }) ?? { ...pool, blocks: '' }
          }
          block={block}
        />
      )}
    </>
  );
}

function isFull({ pools, npools }: ArenaMapState): boolean {
  return pools.length === npools && pools.every(({ used, capacity }) => used === capacity);
}

function ArenaTile({
  arena,
  changed,
  pressed,
  onClick,
}: {
  readonly arena: ArenaMapState;
  readonly changed: ReadonlySet<number>;
  readonly pressed: boolean;
  readonly onClick: () => void;
}) {
  const inUse = arena.pools.filter(({ used }) => used > 0).length;
  const across = Math.ceil(Math.sqrt(arena.npools));
  const step = 48 / across;
  const known = new Map(arena.pools.map((pool) => [pool.index, pool]));
  return (
    <button
      type="button"
      class="arena"
      aria-pressed={pressed}
      aria-label={`Arena ${arena.index} · ${inUse}/${arena.npools} pools in use`}
      onClick={onClick}
    >
      <svg width="48" height="48" viewBox="0 0 48 48" aria-hidden="true">
        {Array.from({ length: arena.npools }, (_, index) => {
          const pool = known.get(index);
          const [x, y] = [(index % across) * step, Math.floor(index / across) * step];
          const size = step - 1;
          return (
            <g key={index}>
              <rect
                x={x}
                y={y}
                width={size}
                height={size}
                class={!pool ? 'never' : pool.used === 0 ? 'free' : 'room'}
              />
              {pool && pool.used > 0 && (
                <rect
                  x={x}
                  y={y + size * (1 - Math.max(0.2, fill(pool)))}
                  width={size}
                  height={size * Math.max(0.2, fill(pool))}
                  class="use"
                />
              )}
              {changed.has(index) && (
                <rect x={x} y={y} width={size} height={size} class="touched" />
              )}
            </g>
          );
        })}
      </svg>
      <span class="lab">
        {arena.index} · {inUse}/{arena.npools}
      </span>
    </button>
  );
}

function PoolGrid({
  arena,
  changed,
  pool,
  onPool,
}: {
  readonly arena: ArenaMapState;
  readonly changed: ReadonlySet<number>;
  readonly pool: number;
  readonly onPool: (index: number) => void;
}) {
  const known = new Map(arena.pools.map((each) => [each.index, each]));
  const move = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -ACROSS, ArrowDown: ACROSS }[event.key];
    if (by === undefined || !known.has(pool + by)) return;
    event.preventDefault();
    event.stopPropagation();
    onPool(pool + by);
    const grid = event.currentTarget as HTMLElement;
    requestAnimationFrame(() => grid.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
  };
  return (
    <fieldset class="pools" aria-label={`Pools of arena ${arena.index}`} onKeyDown={move}>
      {Array.from({ length: arena.npools }, (_, index) => {
        const each = known.get(index);
        if (!each) return <span key={index} class="pool never" />;
        const label =
          each.used === 0
            ? `Pool ${index}: free, was for blocks of ${each.blockSize} bytes`
            : `Pool ${index}: ${each.used} of ${each.capacity} blocks of ${each.blockSize} bytes in use`;
        return (
          <button
            key={index}
            type="button"
            class={`pool ${each.used === 0 ? 'free' : ''} ${changed.has(index) ? 'touched' : ''}`}
            aria-pressed={index === pool}
            aria-label={label}
            tabIndex={index === pool ? 0 : -1}
            style={`--full: ${Math.round((each.used === 0 ? 0 : Math.max(0.08, fill(each))) * 100)}%`}
            onClick={() => onPool(index)}
          >
            {each.blockSize}
          </button>
        );
      })}
    </fieldset>
  );
}

/** What a block is, in the order of the key under the grid. */
const KINDS = [
  ['new', 'just allocated'],
  ['u', 'in use'],
  ['gone', 'just freed'],
  ['g', 'garbage'],
  ['k', 'on a free list'],
  ['f', 'free'],
  ['n', 'never touched'],
] as const;

function kindOf(before: string | undefined, now: string): (typeof KINDS)[number][0] {
  const wasUsed = before === 'u' || before === 'g' || before === 'k';
  if (now === 'u' && !wasUsed) return 'new';
  if (now === 'f' && wasUsed) return 'gone';
  return now as 'u';
}

function BlockGrid({
  pool,
  before,
  block,
}: {
  readonly pool: PoolMap;
  readonly before: PoolMap;
  readonly block: number | undefined;
}) {
  const was = before.blockSize === pool.blockSize ? lettersOf(before.blocks) : '';
  const kinds = [...lettersOf(pool.blocks)].map((now, i) => kindOf(was[i], now));
  const across = pool.capacity > 300 ? 34 : pool.capacity > 60 ? 24 : 12;
  const [width, height] = [480 / across, Math.max(10, Math.min(20, 480 / across))];
  const rows = Math.ceil(kinds.length / across);
  const counts = KINDS.map(([kind, name]) => ({
    kind,
    name,
    count: kinds.filter((each) => each === kind).length,
  })).filter(({ count }) => count > 0);
  return (
    <>
      <p class="lvl">
        <b>Pool {pool.index}</b> · {pool.capacity} blocks of {pool.blockSize} bytes
      </p>
      <svg
        class="blocks"
        viewBox={`0 0 480 ${rows * height}`}
        role="img"
        aria-label={counts.map(({ name, count }) => `${name} ${count}`).join(', ')}
      >
        {kinds.map((kind, i) => {
          const [x, y] = [(i % across) * width, Math.floor(i / across) * height];
          return (
            <g key={i}>
              <rect
                x={x + 1}
                y={y + 1}
                width={width - 2}
                height={height - 2}
                class={`b ${kind} ${i === block ? 'here' : ''}`}
              />
              {kind === 'k' && (
                <circle cx={x + width / 2} cy={y + height / 2} r="1.6" class="dot" />
              )}
            </g>
          );
        })}
      </svg>
      <ul class="counts num">
        {counts.map(({ kind, name, count }) => (
          <li key={kind}>
            <svg viewBox="0 0 13 13" aria-hidden="true">
              <rect x="1" y="1" width="11" height="11" class={`b ${kind}`} />
              {kind === 'k' && <circle cx="6.5" cy="6.5" r="1.8" class="dot" />}
            </svg>
            {name} <b>{count}</b>
          </li>
        ))}
      </ul>
    </>
  );
}
