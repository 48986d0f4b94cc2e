import { MOST_BYTES, MOST_REQUESTS, type RequestLayer } from '../../../charts/touch/request';
import { counted, spaced } from '../numbers';
import { Keys, Said } from './controls';
import { saidBy, toldOfRequest } from './request-said';
import { type TouchProps, useMeasured } from './use-measured';

/** Sizes on both sides of where a layer ends. */
const EDGES = [100, 512, 513, 5000, 100_000, 200_000];
const MANY = 100;

const HOLDERS: readonly (readonly [RequestLayer, string])[] = [
  ['pymalloc', 'in pools'],
  ['heap', 'in the heap of the C library'],
  ['mapping', 'in mappings of their own'],
];

/** Send a request of so many bytes: which layer answers? */
export function RequestFigure(props: TouchProps<'request'>) {
  const { input, shown, busy, problem, want } = useMeasured(props);
  const { moves } = input;
  const bytes = moves.flatMap((move) => ('ask' in move ? [move.ask] : [])).at(-1) ?? EDGES[0]!;
  const ask = (size: number, times: number): void => {
    if (Number.isFinite(size) && size >= 0)
      want({ ...input, moves: [...moves, { ask: Math.min(Math.round(size), MOST_BYTES), times }] });
  };
  const live = shown.blocks.filter(({ freed }) => !freed);
  const isFull = shown.blocks.length + MANY > MOST_REQUESTS;
  return (
    <div class={`touch request${props.ask ? ' live' : ''}`} aria-busy={busy}>
      <form
        class="keys live-only"
        onSubmit={(event) => {
          event.preventDefault();
          const field = event.currentTarget.elements.namedItem('bytes') as HTMLInputElement;
          ask(field.valueAsNumber, 1);
        }}
      >
        <label>
          Ask for{' '}
          <input
            class="num"
            type="number"
            name="bytes"
            min="0"
            max={MOST_BYTES}
            step="1"
            defaultValue={String(bytes)}
            inputMode="numeric"
          />{' '}
          bytes
        </label>
        <button type="submit" class="btn main" disabled={isFull}>
          Ask
        </button>
        {EDGES.map((size) => (
          <button
            key={size}
            type="button"
            class="btn"
            disabled={isFull}
            aria-label={`Ask for ${spaced(size)} bytes`}
            onClick={({ currentTarget }) => {
              const field = currentTarget.form!.elements.namedItem('bytes') as HTMLInputElement;
              field.value = String(size);
              ask(size, 1);
            }}
          >
            {spaced(size)}
          </button>
        ))}
      </form>
      <ol class="stack">
        {saidBy(shown).map(({ name, is, did, part }) => (
          <li key={name} class={part}>
            <b>{name}</b>
            <span class="is">{is}</span>
            <span class="did">{did}</span>
          </li>
        ))}
      </ol>
      <Said words={toldOfRequest(shown)} busy={busy && 'Asking …'} problem={problem} />
      <p class="sum num">
        {live.length === 0
          ? 'No block is in use.'
          : `${counted(live.length, 'block')} in use: ${HOLDERS.map(
              ([layer, where]) =>
                [live.filter((block) => block.layer === layer).length, where] as const,
            )
              .filter(([count]) => count > 0)
              .map(([count, where]) => `${spaced(count)} ${where}`)
              .join(', ')}.`}
      </p>
      <Keys
        actions={[
          {
            label: `The same ${MANY} times`,
            off: isFull || moves.length === 0,
            act: () => ask(bytes, MANY),
          },
          {
            label: 'Give all back',
            off: live.length === 0,
            act: () => want({ ...input, moves: [...moves, { free: 'all' }] }),
          },
          {
            label: 'New process',
            off: moves.length === 0,
            act: () => want({ ...input, moves: [] }),
          },
        ]}
      />
      <p class="note">
        Python {input.python}. These are requests for so many bytes, as objects make them. The free
        lists of objects come before all of that, and know types, not sizes.
      </p>
    </div>
  );
}
