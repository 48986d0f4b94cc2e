import { MOST_SIZE, type SizesKind, type SizesState } from '../../../charts/touch/sizes';
import { spaced } from '../numbers';
import { type TouchProps, useMeasured } from './use-measured';

/** Each kind, with what it is called and what is dragged. */
const KINDS: readonly (readonly [SizesKind, string, string])[] = [
  ['instance', 'instance', 'attributes'],
  ['int', 'int', 'bits'],
  ['str', 'str', 'characters'],
  ['list', 'list', 'items'],
  ['tuple', 'tuple', 'items'],
  ['dict', 'dict', 'keys'],
  ['set', 'set', 'items'],
];

/** Versions in words: `3.8`, `3.8 and 3.9`, `3.8, 3.9 and 3.10`. */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Who takes most and who least, in a sentence. */
export function toldOfSizes({ rows }: SizesState): string {
  const all = rows.map(({ traced }) => traced);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const on = (bytes: number): string =>
    listed(rows.filter(({ traced }) => traced === bytes).map(({ python }) => python));
  if (most === 0) return 'No version makes anything: it is there from the start.';
  if (least === most) return `${spaced(most)} bytes on each version.`;
  const few = least === 0 ? `On ${on(0)} it is there from the start.` : '';
  return `Most on ${on(most)}: ${spaced(most)} bytes. ${few || `Least on ${on(least)}: ${spaced(least)}.`}`;
}

/** An object on all versions: choose its kind, drag how large it is. */
export function SizesFigure(props: TouchProps<'sizes'>) {
  const { input, shown, busy, problem, want } = useMeasured(props);
  const { kind, n, python } = input;
  const [, name, unit] = KINDS.find(([each]) => each === kind)!;
  const most = Math.max(...shown.rows.map(({ said, traced }) => Math.max(said, traced)));
  const width = (bytes: number): string => `${(100 * bytes) / most}%`;
  return (
    <div class={`touch sizes${props.ask ? ' live' : ''}`} aria-busy={busy}>
      <p class="keys live-only">
        {KINDS.map(([each, called]) => (
          <button
            key={each}
            type="button"
            class="btn"
            aria-pressed={each === kind}
            onClick={() => want({ ...input, kind: each, n: Math.min(n, MOST_SIZE[each]) })}
          >
            {called}
          </button>
        ))}
      </p>
      <p class="what">
        <code>{shown.code}</code>
      </p>
      <div class="slide live-only">
        <input
          type="range"
          min="0"
          max={MOST_SIZE[kind]}
          step="1"
          value={n}
          aria-label={`How many ${unit}`}
          aria-valuetext={`${n} ${unit}`}
          onInput={({ currentTarget }) => want({ ...input, n: currentTarget.valueAsNumber })}
        />
        <div class="ends" aria-hidden="true">
          <span>0 {unit}</span>
          <span>drag</span>
          <span>
            {MOST_SIZE[kind]} {unit}
          </span>
        </div>
      </div>
      <table class="num">
        <thead>
          <tr>
            <th>version</th>
            <th>bytes in use</th>
            <th>getsizeof</th>
            <th>compared</th>
          </tr>
        </thead>
        <tbody>
          {shown.rows.map(({ python: version, said, traced }) => (
            <tr key={version} class={version === python ? 'here' : ''}>
              <th scope="row">{version}</th>
              <td>{spaced(traced)}</td>
              <td>{spaced(said)}</td>
              <td aria-hidden="true">
                <i class="in-use" style={{ width: width(traced) }} />
                <i class="shallow" style={{ width: width(said) }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {problem && <p class="problem">{problem}</p>}
      <p class="say" role="status">
        {busy ? 'Measuring …' : toldOfSizes(shown)}
      </p>
      <p class="note">
        Thick bars: what making the {name} adds to the memory in use, as tracemalloc counts it. It
        is 0 for an object that Python has from the start. Thin bars: what{' '}
        <code>sys.getsizeof</code> says of the object. 3.14 is 3.14.10.
      </p>
    </div>
  );
}
