import type { ShownArena, SurvivorsState } from '../../../charts/touch/survivors';
import { spaced } from '../numbers';
import { Keys, Said } from './controls';
import { Press } from './press';
import { type TouchProps, useMeasured } from './use-measured';

const MIB = 2 ** 20;
const CELL = 18;
const COLUMNS = 8;

const mib = (bytes: number): string => (bytes / MIB).toFixed(1);

/** Free the survivors of a crowd one by one, until the arenas go back. */
export function SurvivorsFigure(props: TouchProps<'survivors'>) {
  const { input, shown, before, busy, problem, want } = useMeasured(props);
  const { arenas, now, peak, made, alive } = shown;
  const free = (number: number): void => {
    if (!input.freed.includes(number)) want({ ...input, freed: [...input.freed, number] });
  };
  const all = arenas.flatMap(({ survivors }) => survivors.map(({ number }) => number));
  return (
    <div class={`touch survivors${props.ask ? ' live' : ''}`} aria-busy={busy}>
      <div class="arenas">
        {arenas.map((arena, i) => (
          <Arena key={i} arena={arena} at={i} free={props.ask && free} />
        ))}
      </div>
      <p class="sum num">
        <b>{mib(now)} MiB held</b> of {mib(peak)} at the peak.{' '}
        {alive === 0 ? 'None' : spaced(alive)} of {spaced(made)} objects left, 16 bytes each.
      </p>
      <Keys
        actions={[
          {
            label: 'Free them all',
            off: all.length === 0,
            act: () => want({ ...input, freed: [...input.freed, ...all].sort((a, b) => a - b) }),
          },
          {
            label: 'Start again',
            off: input.freed.length === 0,
            act: () => want({ ...input, freed: [] }),
          },
        ]}
      />
      <Said words={sentence(shown, before)} busy={busy && 'Freeing …'} problem={problem} />
      <p class="note">
        Python {input.python}. A square is a pool, an orange dot an object that is still in use:
        click it to free it. A pale square has room, an empty one has nothing in it.
      </p>
    </div>
  );
}

/** What the last click did. */
export function sentence(
  { arenas, alive, now }: SurvivorsState,
  before: SurvivorsState | undefined,
): string {
  const back = (state: SurvivorsState): number =>
    state.arenas.filter(({ returned }) => returned).length;
  if (!before || before.alive < alive) return 'Click a dot to free its object.';
  const gone = back({ arenas } as SurvivorsState) - back(before);
  if (gone > 0) {
    const saved = mib(before.now - now);
    return `${gone === 1 ? 'An arena' : `${gone} arenas`} went back to the system: ${saved} MiB less.`;
  }
  if (alive === 0) {
    const stay = arenas.filter(({ returned }) => !returned);
    const why = ['the interpreter’s own', ...(stay.some(isEmpty) ? ['a spare one'] : [])];
    return `Nothing of the crowd is left. What stays: ${why.join(', and ')}.`;
  }
  const emptied = arenas.some((arena, i) => isEmpty(arena) && !isEmpty(before.arenas[i]!));
  return emptied
    ? 'Nothing is left in this arena, and still it stays: pymalloc keeps one empty arena as a spare.'
    : 'Freed, and no arena went back: others still hold it.';
}

/** Whether nothing is left in an arena that pymalloc still has. */
function isEmpty({ returned, pools }: ShownArena): boolean {
  return !returned && pools.every((use) => use === 'free' || use === 'untouched');
}

const counted = (survivors: number): string =>
  survivors === 0 ? 'no survivor' : `${survivors} survivor${survivors === 1 ? '' : 's'}`;

function Arena({
  arena,
  at,
  free,
}: {
  readonly arena: ShownArena;
  readonly at: number;
  readonly free: ((number: number) => void) | undefined;
}) {
  const { pools, survivors, returned, size } = arena;
  const rows = Math.ceil(pools.length / COLUMNS);
  const place = (pool: number) => ({
    x: (pool % COLUMNS) * CELL,
    y: Math.floor(pool / COLUMNS) * CELL,
  });
  return (
    <figure class={`arena${returned ? ' returned' : ''}`}>
      {/* biome-ignore lint/a11y/useSemanticElements: a picture whose parts can be pressed */}
      <svg
        viewBox={`-1 -1 ${COLUMNS * CELL + 2} ${rows * CELL + 2}`}
        role="group"
        aria-label={`arena ${at + 1}`}
      >
        {pools.map((use, pool) => {
          const { x, y } = place(pool);
          return (
            <rect
              key={pool}
              class={`pool-${returned ? 'returned' : use}`}
              x={x + 1}
              y={y + 1}
              width={CELL - 3}
              height={CELL - 3}
              rx="2"
            />
          );
        })}
        {survivors.map(({ number, pool }) => {
          const { x, y } = place(pool);
          return (
            <Press
              key={number}
              class="dot"
              label={free ? `free object ${number + 1}` : `object ${number + 1}`}
              act={free && (() => free(number))}
            >
              <circle class="hit" cx={x + CELL / 2} cy={y + CELL / 2} r="16" />
              <circle cx={x + CELL / 2} cy={y + CELL / 2} r="8" />
            </Press>
          );
        })}
      </svg>
      <figcaption>
        <b>
          {returned ? 'given back' : isEmpty(arena) ? 'a spare one' : counted(survivors.length)}
        </b>
        <span>{size >= MIB ? `${size / MIB} MiB` : `${size / 1024} KiB`}</span>
      </figcaption>
    </figure>
  );
}
