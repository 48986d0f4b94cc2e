import type { ArenaMapState, PoolMap } from '../../../recording/types';
import type { Focus } from './focus';

interface PoolsProps {
  readonly arena: ArenaMapState;
  /** The pool that is open. */
  readonly focus: number;
  /** Pools that this step changed, as `arena:pool`. */
  readonly changed: ReadonlySet<string>;
  onFocus(focus: Focus): void;
}

export const COLUMNS = 16;
export const WIDTH = 496;
const CELL = WIDTH / COLUMNS;
const HEIGHT = 26;

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: COLUMNS,
  ArrowUp: -COLUMNS,
};

/** The pools of one arena; the arrows go from one to the next. */
export function Pools({ arena, focus, changed, onFocus }: PoolsProps) {
  const pools = new Map(arena.pools.map((pool) => [pool.index, pool]));
  const rows = Math.ceil(arena.npools / COLUMNS);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture whose parts are reached by arrows
    <svg
      class="pools"
      role="group"
      aria-label={`Pools of arena ${arena.index}`}
      viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT * rows + 4}`}
    >
      {Array.from({ length: arena.npools }, (_, i) => (
        <Pool
          key={i}
          index={i}
          pool={pools.get(i)}
          open={i === focus}
          changed={changed.has(`${arena.index}:${i}`)}
          onOpen={() => onFocus({ arena: arena.index, pool: i })}
          onMove={(by, from) => {
            const to = Math.max(0, Math.min(arena.npools - 1, i + by));
            onFocus({ arena: arena.index, pool: to });
            const next = from.parentElement?.children[to];
            if (next instanceof SVGElement) next.focus();
          }}
        />
      ))}
    </svg>
  );
}

interface PoolProps {
  readonly index: number;
  readonly pool: PoolMap | undefined;
  readonly open: boolean;
  readonly changed: boolean;
  onOpen(): void;
  onMove(by: number, from: Element): void;
}

function Pool({ index, pool, open, changed, onOpen, onMove }: PoolProps) {
  const x = (index % COLUMNS) * CELL;
  const y = Math.floor(index / COLUMNS) * HEIGHT;
  const width = CELL - 2;
  const height = HEIGHT - 2;
  const part = pool ? pool.used / pool.capacity : 0;
  const filled = part > 0 ? Math.max(2, width * part) : 0;
  const state = !pool ? 'never' : pool.used === 0 ? 'empty' : 'used';
  const spoken = !pool
    ? 'never used'
    : pool.used === 0
      ? `empty, last with blocks of ${pool.blockSize} bytes`
      : `${pool.used} of ${pool.capacity} blocks of ${pool.blockSize} bytes`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a part of a picture
    <g
      role="button"
      tabindex={open ? 0 : -1}
      aria-pressed={open}
      aria-label={`Pool ${index}: ${spoken}`}
      onClick={onOpen}
      onKeyDown={(event) => {
        const by = STEPS[event.key];
        if (by !== undefined) onMove(by, event.currentTarget);
        else if (event.key === 'Enter' || event.key === ' ') onOpen();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <rect class={`pool ${state}`} x={x} y={y} width={width} height={height} rx="2" />
      {filled > 0 && (
        <rect
          class="pool fill"
          x={x}
          y={y}
          width={filled}
          height={height}
          rx={filled < 3 ? 0 : 2}
        />
      )}
      {pool && (
        <text
          x={x + width / 2}
          y={y + height / 2 + 4}
          text-anchor="middle"
          class={`m${part > 0.62 ? ' on-fill' : part === 0 ? ' soft' : ''}`}
        >
          {pool.blockSize}
        </text>
      )}
      {changed && (
        <rect
          class={`pool changed${part > 0 ? '' : ' faint'}`}
          x={x + 0.5}
          y={y + 0.5}
          width={width - 1}
          height={height - 1}
          rx="2"
        />
      )}
      {open && (
        <rect class="pool open" x={x - 1} y={y - 1} width={width + 2} height={height + 2} rx="3" />
      )}
    </g>
  );
}
