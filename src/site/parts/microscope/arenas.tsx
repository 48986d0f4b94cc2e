import type { ComponentChildren, Ref } from 'preact';
import { forwardRef } from 'preact/compat';
import type { ArenaMapState } from '../../../recording/types';
import type { Moment } from './moment';

/** One tile: an arena, or a run of arenas that are alike. */
export interface Tile {
  readonly kind: 'arena' | 'full' | 'returned';
  /** Its index, or that of the first of a run. */
  readonly index: number;
  /** How many arenas it is. */
  readonly count: number;
  readonly arena: ArenaMapState;
}

/** More arenas than this are folded where neighbours are alike. */
const TILES = 16;

const usedPools = ({ pools }: ArenaMapState): number => pools.filter(({ used }) => used > 0).length;

const isFull = ({ pools, npools }: ArenaMapState): boolean =>
  pools.length === npools && pools.every(({ used, capacity }) => used === capacity);

/** The arenas in the order of the table, those that went back with this step among them. */
export function tilesOf({ state, before }: Moment): Tile[] {
  const now = new Map(state.arenas.map((arena) => [arena.address, arena]));
  const gone = (before?.arenas ?? []).filter(({ address }) => !now.has(address));
  const single: Tile[] = [
    ...state.arenas.map((arena) => ({
      kind: isFull(arena) ? ('full' as const) : ('arena' as const),
      index: arena.index,
      count: 1,
      arena,
    })),
    ...gone.map((arena) => ({ kind: 'returned' as const, index: arena.index, count: 1, arena })),
  ];
  // Many that went back come at the end, so that they fold into one.
  const order = (tile: Tile): number => (gone.length > 4 && tile.kind === 'returned' ? 1 : 0);
  single.sort((a, b) => order(a) - order(b) || a.index - b.index);
  // First what went back and what is full becomes one tile, then what has as many pools in use.
  let tiles = single;
  for (const alike of [sameKind, sameUse]) if (tiles.length > TILES) tiles = folded(tiles, alike);
  return tiles.length <= 2 * TILES ? tiles : foldedMore(tiles);
}

const sameKind = (a: Tile, b: Tile): boolean => a.kind === b.kind && a.kind !== 'arena';
const sameUse = (a: Tile, b: Tile): boolean =>
  a.kind === b.kind && usedPools(a.arena) === usedPools(b.arena);

/** Neighbours that are alike become one tile. */
function folded(tiles: readonly Tile[], alike: (a: Tile, b: Tile) => boolean): Tile[] {
  const out: Tile[] = [];
  for (const tile of tiles) {
    const last = out.at(-1);
    if (last && alike(last, tile))
      out[out.length - 1] = { ...last, count: last.count + tile.count };
    else out.push(tile);
  }
  return out;
}

/** Still too many: the first and the last ones, and between them how many more. */
function foldedMore(tiles: readonly Tile[]): Tile[] {
  const head = tiles.slice(0, TILES - 2);
  const tail = tiles.slice(-4);
  const between = tiles.slice(TILES - 2, -4);
  const count = between.reduce((sum, tile) => sum + tile.count, 0);
  return [...head, { ...between[0]!, count }, ...tail];
}

export function Tiles({ children }: { readonly children: ComponentChildren }) {
  return <div class="arenas">{children}</div>;
}

interface TileProps {
  readonly tile: Tile;
  /** Pools that this step changed, as `arena:pool`. */
  readonly changed: ReadonlySet<string>;
  readonly pressed: boolean;
  onClick(): void;
}

const UNIT = 7;

/** A button with a small picture of an arena. */
export const ArenaTile = forwardRef(function ArenaTile(
  { tile, changed, pressed, onClick }: TileProps,
  ref: Ref<HTMLButtonElement>,
) {
  const { kind, index, count, arena } = tile;
  const returned = kind === 'returned';
  const used = usedPools(arena);
  const label = returned
    ? count > 1
      ? `${count} given back`
      : 'given back'
    : count > 1
      ? `× ${count} ${kind === 'full' ? 'full' : 'alike'}`
      : `${index} · ${used}/${arena.npools}`;
  // One by itself says how many of its pools are in use.
  const several = returned || count > 1;
  return (
    <button
      ref={ref}
      type="button"
      class={`arena${returned ? ' returned' : ''}${count > 1 ? ' several' : ''}`}
      aria-pressed={pressed}
      disabled={returned}
      onClick={onClick}
    >
      <MiniArena arena={arena} returned={returned} changed={changed} />
      <span class="label num">
        <span class="sr">{several ? `Arena ${index}: ` : 'Arena '}</span>
        {label}
        {!several && <span class="sr"> pools in use</span>}
      </span>
    </button>
  );
});

/** The pools of an arena, eight a row, each filled as far as it is in use. */
function MiniArena({
  arena,
  returned,
  changed,
}: {
  readonly arena: ArenaMapState;
  readonly returned: boolean;
  readonly changed: ReadonlySet<string>;
}) {
  const pools = new Map(arena.pools.map((pool) => [pool.index, pool]));
  const rows = Math.ceil(arena.npools / 8);
  const side = UNIT - 1;
  return (
    <svg width={8 * UNIT + 1} height={rows * UNIT + 1} aria-hidden="true">
      {Array.from({ length: arena.npools }, (_, i) => {
        const pool = pools.get(i);
        const x = (i % 8) * UNIT;
        const y = Math.floor(i / 8) * UNIT;
        const part = pool ? pool.used / pool.capacity : 0;
        const height = part > 0 ? Math.max(2, Math.round(side * part)) : 0;
        const name = returned ? 'returned' : !pool ? 'never' : pool.used === 0 ? 'empty' : 'used';
        return (
          <g key={i}>
            <rect class={`pool ${name}`} x={x} y={y} width={side} height={side} />
            {!returned && height > 0 && (
              <rect class="pool fill" x={x} y={y + side - height} width={side} height={height} />
            )}
            {!returned && changed.has(`${arena.index}:${i}`) && part > 0 && (
              <rect
                class="pool changed"
                x={x + 0.5}
                y={y + 0.5}
                width={side - 1}
                height={side - 1}
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}
