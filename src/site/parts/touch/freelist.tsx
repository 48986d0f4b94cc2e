import {
  type FreeListKind,
  type FreeListMove,
  LONGEST,
  MOST_ALIVE,
} from '../../../charts/touch/freelist';
import { spaced } from '../numbers';
import { Keys, Said } from './controls';
import { toldOfFreeList, typeOf } from './freelist-said';
import { type TouchProps, useMeasured } from './use-measured';

/** Blocks that a row has room for. */
const SHOWN = 24;
const KINDS: readonly FreeListKind[] = ['list', 'dict', 'float', 'int', 'tuple'];
const SOME = 30;
const MANY = 1000;

/** Make and free objects of one type: which block waits on the free list, and who gets it? */
export function FreeListFigure(props: TouchProps<'freelist'>) {
  const { input, shown, busy, problem, want } = useMeasured(props);
  const { kind, length, moves } = input;
  const { capacity, alive, listed } = shown;
  const move = (next: FreeListMove): void => want({ ...input, moves: [...moves, next] });
  const make = (count: number) => ({
    label: count === 1 ? 'Make one' : `Make ${spaced(count)}`,
    off: alive.length + count > MOST_ALIVE,
    act: () => move({ make: count }),
  });
  return (
    <div class={`touch freelist${props.ask ? ' live' : ''}`} aria-busy={busy}>
      <p class="keys live-only">
        <label>
          Type{' '}
          <select
            value={kind}
            onChange={({ currentTarget }) =>
              want({ ...input, kind: currentTarget.value as FreeListKind, moves: [] })
            }
          >
            {KINDS.map((each) => (
              <option key={each} value={each} selected={each === kind}>
                {each}
              </option>
            ))}
          </select>
        </label>
        {kind === 'tuple' && (
          <label>
            of{' '}
            <input
              class="num"
              type="number"
              min="1"
              max={LONGEST}
              value={length}
              onChange={({ currentTarget: { valueAsNumber } }) => {
                const items = Math.min(Math.max(1, Math.round(valueAsNumber)), LONGEST);
                if (Number.isFinite(items)) want({ ...input, length: items, moves: [] });
              }}
            />{' '}
            items
          </label>
        )}
      </p>
      <Row
        kind="taken"
        title="alive"
        note={typeOf(kind, length)}
        blocks={[...alive].reverse()}
        free={props.ask && ((block) => move({ free: block }))}
      />
      <Row
        kind="kept"
        title="dead, on the free list"
        note={capacity === 0 ? 'no free list' : `of ${spaced(capacity)} places`}
        blocks={listed}
      />
      {capacity > 0 && (
        <div class="fill" aria-hidden="true">
          <i style={{ width: `${(100 * listed.length) / capacity}%` }} />
        </div>
      )}
      <Keys
        actions={[
          make(1),
          make(SOME),
          make(MANY),
          {
            label: 'Free one',
            off: alive.length === 0,
            act: () => move({ free: alive.at(-1)! }),
          },
          { label: 'Free all', off: alive.length === 0, act: () => move({ free: 'all' }) },
          { label: <code>gc.collect()</code>, act: () => move({ collect: true }) },
          {
            label: 'Start again',
            off: moves.length === 0,
            act: () => want({ ...input, moves: [] }),
          },
        ]}
      />
      <Said words={toldOfFreeList(input, shown)} busy={busy && 'Asking …'} problem={problem} />
      <p class="note">
        Python {input.python}. A square is a block, with a number that it keeps. Filled: an object
        is alive in it, click it to free it. With a dot: its object is dead, and it waits on the
        free list. The one with dashes is used next.
      </p>
    </div>
  );
}

/** Blocks in a row, as many as it has room for. */
function Row({
  kind,
  title,
  note,
  blocks,
  free,
}: {
  readonly kind: 'taken' | 'kept';
  readonly title: string;
  readonly note: string;
  readonly blocks: readonly number[];
  readonly free?: ((block: number) => void) | undefined;
}) {
  const more = blocks.length - SHOWN;
  return (
    <div class={`slots row-${kind}`}>
      <span class="head num">
        <b>
          {spaced(blocks.length)} {title}
        </b>
        <span>{note}</span>
      </span>
      {blocks.slice(0, SHOWN).map((block, i) =>
        free ? (
          <button
            key={block}
            type="button"
            class={`slot ${kind}`}
            aria-label={`free the object in block ${block}`}
            onClick={() => free(block)}
          >
            {block}
          </button>
        ) : (
          <span key={block} class={`slot ${kind}${kind === 'kept' && i === 0 ? ' coming' : ''}`}>
            {block}
          </span>
        ),
      )}
      {more > 0 && <span class="rest num">and {spaced(more)} more</span>}
    </div>
  );
}
