import { useState } from 'preact/hooks';
import type { HomeFigures, IntsFigure } from '../figures';
import { spaced, underscored } from './numbers';

interface Part {
  readonly name: string;
  readonly note: string;
  readonly mib: number;
  readonly kind: 'start' | 'list' | 'ints' | 'rounding' | 'rest';
}

const TOTAL = 400;
const UNIT = 24;

const mib = (x: number): string => (x < 0.05 ? '0' : x < 10 ? x.toFixed(1) : String(Math.round(x)));

function partsOf({ rss, start, list, blocks, ints }: IntsFigure): Part[] {
  const rest = Math.max(0, rss - start - list - blocks);
  return [
    { kind: 'start', name: 'the interpreter itself', note: 'before your first line', mib: start },
    {
      kind: 'list',
      name: 'the list: 8 bytes for each int',
      note: 'what the plan counted',
      mib: list,
    },
    { kind: 'ints', name: 'the ints: 28 bytes each', note: 'what getsizeof says', mib: ints },
    {
      kind: 'rounding',
      name: 'rounding: 4 bytes each',
      note: 'blocks come in steps of 16',
      mib: blocks - ints,
    },
    { kind: 'rest', name: 'pool headers, spare room', note: '', mib: rest },
  ];
}

/** The figure of the home page: one square is one MiB. */
export function SquaresPart({ figures, version: first, traced }: HomeFigures) {
  const [version, setVersion] = useState(first);
  const rows = figures[version]!;
  const [at, setAt] = useState(rows.length - 1);
  const figure = rows[at]!;
  const parts = partsOf(figure);
  return (
    <section class="hero" aria-label="A list of ints">
      <div class="q">
        <code>
          ids = list(range(<b>{underscored(figure.n)}</b>))
        </code>
        <span>The plan says 8 bytes each. What does it take?</span>
        <label class="v live-only">
          Python{' '}
          <select value={version} onChange={({ currentTarget }) => setVersion(currentTarget.value)}>
            {Object.keys(figures).map((name) => (
              <option key={name} selected={name === version}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div class="slide live-only">
        <input
          type="range"
          min="0"
          max={rows.length - 1}
          step="1"
          value={at}
          aria-label="How many ints"
          aria-valuetext={`${spaced(figure.n)} ints, ${Math.round(figure.rss)} MiB`}
          onInput={({ currentTarget }) => setAt(currentTarget.valueAsNumber)}
        />
        <div class="ends" aria-hidden="true">
          <span>no ints</span>
          <span>drag</span>
          <span>10 million</span>
        </div>
      </div>
      <div class="fig">
        <Squares parts={parts} columns={28} rss={figure.rss} className="wide-only" />
        <Squares parts={parts} columns={16} rss={figure.rss} className="narrow-only" />
        <div>
          <p class="tot num">
            {Math.round(figure.rss)} MiB<small>resident</small>
          </p>
          <ul class="parts num">
            {parts.map(({ kind, name, note, mib: size }) => (
              <li key={kind}>
                <i class={`sq-${kind}`} />
                <span>
                  {name}
                  {note && <small>{note}</small>}
                </span>
                <b>{mib(size)} MiB</b>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <p class="note">
        One square is one MiB, and each byte is counted once. Turn on <code>tracemalloc</code> to
        find out why, and ten million ints on Python {first} take{' '}
        <b>{spaced(Math.round(traced))} MiB</b>.{' '}
        <a href="lessons/00-the-800-mb-question.html">Find out how</a>
      </p>
    </section>
  );
}

function Squares({
  parts,
  columns,
  rss,
  className,
}: {
  readonly parts: readonly Part[];
  readonly columns: number;
  readonly rss: number;
  readonly className: string;
}) {
  const edges = parts.map((_, i) => parts.slice(0, i + 1).reduce((sum, part) => sum + part.mib, 0));
  const used = Math.round(edges.at(-1)!);
  const label = `${Math.round(rss)} MiB: ${parts.map(({ name, mib: size }) => `${name} ${mib(size)}`).join(', ')}`;
  return (
    <svg
      class={className}
      viewBox={`0 0 ${columns * UNIT} ${Math.ceil(TOTAL / columns) * UNIT + 2}`}
      role="img"
      aria-label={label}
    >
      {Array.from({ length: TOTAL }, (_, k) => {
        const kind = k < used ? parts[edges.findIndex((edge) => k + 0.5 < edge)]?.kind : undefined;
        return (
          <Square key={k} x={(k % columns) * UNIT} y={Math.floor(k / columns) * UNIT} kind={kind} />
        );
      })}
    </svg>
  );
}

function Square({
  x,
  y,
  kind,
}: {
  readonly x: number;
  readonly y: number;
  readonly kind: Part['kind'] | undefined;
}) {
  if (kind === 'rest')
    return <rect x={x + 2} y={y + 2} width={UNIT - 5} height={UNIT - 5} rx="2" class="sq-rest" />;
  return (
    <>
      <rect
        x={x + 1}
        y={y + 1}
        width={UNIT - 3}
        height={UNIT - 3}
        rx="2"
        class={`sq-${kind ?? 'never'}`}
      />
      {kind === 'rounding' && (
        <path d={`M${x + 6} ${y + UNIT - 8}L${x + UNIT - 8} ${y + 6}`} class="sq-stripe" />
      )}
    </>
  );
}
