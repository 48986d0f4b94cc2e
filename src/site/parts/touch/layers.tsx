import type { LayersState } from '../../../charts/touch/layers';
import { spaced, underscored } from '../numbers';
import { Said } from './controls';
import { type TouchProps, useMeasured } from './use-measured';

const MIB = 2 ** 20;
/** The slider's places: ten for each power of ten, and one for no ints. */
const PLACES = 70;

/** How many ints a place of the slider means. */
export function intsAt(place: number): number {
  return place === 0 ? 0 : Math.round(10 ** (place / 10));
}

function placeOf(n: number): number {
  return n === 0 ? 0 : Math.round(10 * Math.log10(n));
}

interface Part {
  readonly kind: 'all' | 'start' | 'list' | 'arenas' | 'blocks' | 'rest' | 'ints' | 'rounding';
  readonly name: string;
  readonly row: number;
  readonly from: number;
  readonly bytes: number;
}

/** Each part lies inside of one in the row above it. */
function partsOf(state: LayersState): Part[] {
  const { rss, start, references, arenas, blocks, ints } = state;
  const inArenas = start + references;
  return [
    { kind: 'all', name: 'resident in all', row: 0, from: 0, bytes: rss },
    { kind: 'start', name: 'the interpreter', row: 1, from: 0, bytes: start },
    { kind: 'list', name: 'the list: references', row: 1, from: start, bytes: references },
    { kind: 'arenas', name: 'arenas', row: 1, from: inArenas, bytes: arenas },
    { kind: 'blocks', name: 'blocks of the ints', row: 2, from: inArenas, bytes: blocks },
    {
      kind: 'rest',
      name: 'pool headers, spare room',
      row: 2,
      from: inArenas + blocks,
      bytes: Math.max(0, arenas - blocks),
    },
    { kind: 'ints', name: 'the ints, as getsizeof says', row: 3, from: inArenas, bytes: ints },
    {
      kind: 'rounding',
      name: 'rounding up to blocks',
      row: 3,
      from: inArenas + ints,
      bytes: blocks - ints,
    },
  ];
}

/** Bytes as MiB, with a digit where there are few. */
function mib(bytes: number): string {
  const size = bytes / MIB;
  return size >= 10 ? spaced(Math.round(size)) : size.toFixed(1);
}

/** What the list is to blame for. */
export function toldOfLayers({ n, rss, start }: LayersState): string {
  if (n === 0) return 'No ints yet: all of it is the interpreter.';
  const share = Math.round((100 * (rss - start)) / rss);
  return `${spaced(n)} ints: ${mib(rss)} MiB, ${share}% of it because of the list.`;
}

/** Drag how many ints: who holds the memory of the process? */
export function LayersFigure(props: TouchProps<'layers'>) {
  const { input, shown, busy, problem, want } = useMeasured(props);
  const parts = partsOf(shown);
  const share = (bytes: number): number => (100 * bytes) / shown.rss;
  return (
    <div class={`touch layers${props.ask ? ' live' : ''}`} aria-busy={busy}>
      <p class="what">
        <code>
          ids = list(range(10_000_000, 10_000_000 + <b>{underscored(input.n)}</b>))
        </code>
      </p>
      <div class="slide live-only">
        <input
          type="range"
          min="0"
          max={PLACES}
          step="1"
          value={placeOf(input.n)}
          aria-label="How many ints"
          aria-valuetext={`${spaced(input.n)} ints`}
          onInput={({ currentTarget }) =>
            want({ ...input, n: intsAt(currentTarget.valueAsNumber) })
          }
        />
        <div class="ends" aria-hidden="true">
          <span>no ints</span>
          <span>drag</span>
          <span>10 million</span>
        </div>
      </div>
      <div class="icicle" aria-hidden="true">
        {parts.map(({ kind, name, row, from, bytes }) => (
          <i
            key={kind}
            class={`p-${kind}`}
            style={{ left: `${share(from)}%`, width: `${share(bytes)}%`, top: `${row * 36}px` }}
          >
            {share(bytes) > 24 && <span>{kind === 'all' ? `${mib(bytes)} MiB` : name}</span>}
          </i>
        ))}
      </div>
      <table class="num">
        <thead>
          <tr>
            <th>part</th>
            <th>MiB</th>
            <th>share</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ kind, name, row, bytes }) => (
            <tr key={kind} class={`in-${row}`}>
              <td>
                <i class={`p-${kind}`} />
                {name}
              </td>
              <td>{mib(bytes)}</td>
              <td>{Math.round(share(bytes))}%</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Said words={toldOfLayers(shown)} busy={busy && 'Measuring …'} problem={problem} />
      <p class="note">
        Python {input.python}. Each row lies inside of the row above it, so no byte counts twice.
        Resident memory is modelled, within 2% of a real process.
      </p>
    </div>
  );
}
