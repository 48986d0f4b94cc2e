import { ALLOCATE, type ShownBlock, type ShownPool } from '../../../charts/touch/pool';
import { spaced } from '../numbers';
import { Keys, Said } from './controls';
import { type TouchProps, useMeasured } from './use-measured';

/** The slider's end: a little beyond what pymalloc serves. */
const LARGEST = 560;

/** Allocate and free in one pool, and drag how many bytes are asked for. */
export function PoolFigure(props: TouchProps<'pool'>) {
  const { input, shown, before, busy, problem, want } = useMeasured(props);
  const { moves } = input;
  const { block, capacity, used, blocks, header, tail } = shown;
  const allocate = (times: number): void =>
    want({ ...input, moves: [...moves, ...Array<number>(times).fill(ALLOCATE)] });
  const free = (index: number): void => want({ ...input, moves: [...moves, index] });
  const isServed = block > 0;
  const isFull = !isServed || used === capacity;
  return (
    <div class={`touch pooled${props.ask ? ' live' : ''}`} aria-busy={busy}>
      <div class="slide live-only">
        <input
          type="range"
          min="1"
          max={LARGEST}
          step="1"
          value={input.size}
          aria-label="Bytes of a request"
          aria-valuetext={`${input.size} bytes`}
          onInput={({ currentTarget }) => want({ ...input, size: currentTarget.valueAsNumber })}
        />
        <div class="ends" aria-hidden="true">
          <span>1 byte</span>
          <span>drag the size</span>
          <span>{LARGEST} bytes</span>
        </div>
      </div>
      <p class="what num">
        A request of <b>{spaced(shown.size)} bytes</b> {roundingOf(shown)}
      </p>
      {isServed && (
        <>
          <div class="rounding" aria-hidden="true">
            <i style={{ width: `${(100 * shown.size) / block}%` }} />
            <s style={{ width: `${(100 * (block - shown.size)) / block}%` }} />
          </div>
          <div class="slots">
            <span class="head">header, {header} bytes</span>
            {blocks.map((each, i) => (
              <Block
                key={i}
                index={i}
                block={each}
                isGiven={i === shown.given}
                isNext={i === shown.next}
                free={props.ask && free}
              />
            ))}
            <span class="rest num">
              {capacity > blocks.length ? `${spaced(capacity - blocks.length)} more blocks, ` : ''}
              {tail > 0 ? `${tail} bytes that no block fits into` : 'and nothing is left over'}
            </span>
          </div>
        </>
      )}
      <Keys
        actions={[
          { label: 'Allocate', off: isFull, act: () => allocate(1) },
          { label: 'Allocate ten', off: isFull, act: () => allocate(10) },
          {
            label: 'Empty pool',
            off: moves.length === 0,
            act: () => want({ ...input, moves: [] }),
          },
        ]}
      />
      <Said words={toldOf(shown, before)} busy={busy && 'Asking …'} problem={problem} />
      <p class="note num">
        Python {input.python}. A pool of {spaced(shown.pool)} bytes. Filled: in use, click it to
        free it. With a number: free, and the number says when it is handed out. Flat: never handed
        out.
      </p>
    </div>
  );
}

/** What pymalloc makes of the size. */
function roundingOf({ size, block, capacity }: ShownPool): string {
  if (block === 0) return 'is too large for pymalloc. The C library serves it.';
  const lost = block - size;
  const loss =
    lost === 0 ? 'Nothing is lost' : `${lost} byte${lost === 1 ? ' is' : 's are'} lost to rounding`;
  return `gets a block of ${block}. ${loss}. ${spaced(capacity)} such blocks fit into the pool.`;
}

/** What the last move did. */
export function toldOf(shown: ShownPool, before: ShownPool | undefined): string {
  const { block, used, capacity, given, next, returned } = shown;
  if (block === 0) return 'Drag the size down, and pymalloc serves it.';
  if (!before || before.size !== shown.size)
    return `${used === 0 ? 'The pool is empty' : `${spaced(used)} blocks are in use`}. Click one to free it, or allocate.`;
  if (returned) return 'That was the last block in use. The pool goes back to its arena.';
  if (used === capacity) return 'The pool is full. The next request gets another pool.';
  if (given !== undefined) {
    const wasFree = before.blocks[given]?.state === 'free' && before.used < capacity;
    return `Block ${given} was handed out${wasFree ? ', the first on the list' : ''}. The next request gets block ${next}.`;
  }
  if (used < before.used) return `Freed. The next request gets block ${next}: the one freed last.`;
  return 'The pool is as it was before its first request.';
}

const SLOTS = { 'in use': 'taken', free: 'again', untouched: 'fresh' } as const;

function Block({
  index,
  block: { state, order },
  isGiven,
  isNext,
  free,
}: {
  readonly index: number;
  readonly block: ShownBlock;
  readonly isGiven: boolean;
  readonly isNext: boolean;
  readonly free: ((index: number) => void) | undefined;
}) {
  const kind = `${SLOTS[state]}${isGiven ? ' given' : ''}${isNext ? ' coming' : ''}`;
  const label = order === undefined ? '' : String(order + 1);
  if (state !== 'in use' || !free)
    return (
      <span class={`slot ${kind}`} title={`block ${index}`}>
        {label}
      </span>
    );
  return (
    <button
      type="button"
      class={`slot ${kind}`}
      aria-label={`free block ${index}`}
      title={`block ${index}`}
      onClick={() => free(index)}
    />
  );
}
