import { useState } from 'preact/hooks';
import type { GraphObject, ReferencesState } from '../../../charts/touch/references';
import { Keys, Said } from './controls';
import {
  add,
  cut,
  cutName,
  draw,
  LABELS,
  lookAt,
  type Move,
  told,
  toldOfPhase,
} from './graph-moves';
import { Press } from './press';
import { type TouchProps, useMeasured } from './use-measured';

const WIDTH = 560;
const HEIGHT = 330;
/** Half of a list's box. */
const W = 44;
const H = 27;

/** Where the lists are: on two rows, so that no arrow has to pass behind a third one. */
const PLACES = [
  [90, 96],
  [280, 78],
  [470, 96],
  [90, 238],
  [280, 256],
  [470, 238],
] as const;

const placeOf = (label: string): readonly [number, number] =>
  PLACES[LABELS.indexOf(label as (typeof LABELS)[number])] ?? PLACES[0];

/** Draw and cut references between lists; the counts follow. Or collect them, step by step. */
export function GraphFigure(props: TouchProps<'references' | 'collection'>) {
  const collects = props.data.figure === 'collection';
  const { input, shown, before, busy, problem, want } = useMeasured(props);
  const [from, setFrom] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const [phase, setPhase] = useState<number>();
  const live = props.ask !== undefined;

  const lines = (now: readonly string[]): void => {
    setFrom(undefined);
    setRefused(undefined);
    setPhase(undefined);
    want({ ...input, lines: now });
  };
  const make = (move: Move): void => {
    setFrom(undefined);
    if ('line' in move) lines([...input.lines, move.line]);
    else setRefused(move.refused);
  };
  const touch = (label: string): void => {
    setRefused(undefined);
    if (from === undefined) setFrom(label);
    else make(draw(shown, from, label));
  };
  const begun = props.data.input.lines.length;
  const isAtStart = input.lines.length <= begun;
  const said =
    problem ??
    refused ??
    (phase !== undefined ? toldOfPhase(shown, phase) : undefined) ??
    (from ? `Now choose what ${from} should refer to.` : undefined) ??
    told(shown, before);
  return (
    <div class={`touch refgraph${props.ask ? ' live' : ''}`} aria-busy={busy}>
      {/* biome-ignore lint/a11y/useSemanticElements: a picture whose parts can be pressed */}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label="lists and their references">
        <defs>
          <marker
            id="tip"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto-start-reverse"
          >
            <path d="M0 0L8 4L0 8z" class="tip" />
          </marker>
        </defs>
        {shown.objects.flatMap(({ label, holds }) =>
          holds.map((to, i) => (
            <Arrow
              key={`${label}${i}`}
              from={label}
              to={to}
              among={holds.slice(0, i).filter((each) => each === to).length}
              gone={lookAt(shown.phases, phase, label) === 'cleared'}
              cut={live ? () => make(cut(shown, label, i)) : undefined}
            />
          )),
        )}
        {shown.objects.map((object) => (
          <Box
            key={object.label}
            object={object}
            copy={phase === undefined ? undefined : shown.phases[phase]!.copies[object.label]}
            look={lookAt(shown.phases, phase, object.label)}
            chosen={from === object.label}
            drawing={from}
            touch={live ? touch : undefined}
          />
        ))}
        {Object.entries(shown.names).map(([name, label]) => (
          <NameTag
            key={name}
            name={name}
            at={label}
            cut={live ? () => make(cutName(name)) : undefined}
          />
        ))}
      </svg>
      <Said
        words={
          said ||
          'Click a list, then another: the first one gets a reference to the second. Click an arrow or a name to cut it.'
        }
        busy={false}
      />
      {collects && <Steps state={shown} phase={phase} go={setPhase} />}
      <Keys
        actions={[
          { label: 'New list', act: () => make(add(shown)) },
          { label: 'Undo', off: isAtStart, act: () => lines(input.lines.slice(0, -1)) },
          { label: 'Start again', off: isAtStart, act: () => lines(props.data.input.lines) },
        ]}
      />
      <pre class="lines" tabindex={0}>
        {input.lines.map((line, i) => (
          <span key={i} class={i === input.lines.length - 1 && i >= begun ? 'last' : undefined}>
            {line}
            {'\n'}
          </span>
        ))}
      </pre>
      <p class="note">
        Python {input.python}. Each thing that you do is a line of Python, run from the start in the
        simulator; the counts are read from the lists.
      </p>
    </div>
  );
}

/** The way through a collection. */
function Steps({
  state: { phases },
  phase,
  go,
}: {
  readonly state: ReferencesState;
  readonly phase: number | undefined;
  go(phase: number | undefined): void;
}) {
  const at = phase === undefined ? 0 : phase + 1;
  return (
    <p class="keys live-only">
      <button type="button" class="btn main" disabled={at >= phases.length} onClick={() => go(at)}>
        {at === 0 ? 'Collect, step by step' : 'Next step'}
      </button>
      <button
        type="button"
        class="btn"
        disabled={at === 0}
        onClick={() => go(at === 1 ? undefined : at - 2)}
      >
        Back
      </button>
      <span class="num">
        {at} of {phases.length}
      </span>
    </p>
  );
}

function Box({
  object: { label, refcount },
  copy,
  look,
  chosen,
  drawing,
  touch,
}: {
  readonly object: GraphObject;
  readonly copy: number | null | undefined;
  readonly look: 'alive' | 'garbage' | 'cleared';
  readonly chosen: boolean;
  readonly drawing: string | undefined;
  readonly touch: ((label: string) => void) | undefined;
}) {
  const [x, y] = placeOf(label);
  const dead = refcount === undefined || look === 'cleared';
  const act = touch && !dead ? () => touch(label) : undefined;
  const count = dead ? 'freed' : `${refcount} reference${refcount === 1 ? '' : 's'}`;
  const does = drawing === undefined ? 'choose it' : `draw a reference from ${drawing} to it`;
  return (
    <Press
      class={`box ${dead ? 'dead' : look}${chosen ? ' chosen' : ''}`}
      label={`list ${label}, ${count}${typeof copy === 'number' ? `, copy ${copy}` : ''}${act ? `: ${does}` : ''}`}
      act={act}
    >
      <rect x={x - W} y={y - H} width={2 * W} height={2 * H} rx="8" />
      <text x={x} y={y - 5} class="label">
        {label}
      </text>
      <text x={x} y={y + 15} class="refs">
        {dead ? 'freed' : `refs ${refcount}`}
        {typeof copy === 'number' ? ` · ${copy}` : ''}
      </text>
    </Press>
  );
}

/** A name that refers to a list, on its box. */
function NameTag({
  name,
  at,
  cut: act,
}: {
  readonly name: string;
  readonly at: string;
  readonly cut: (() => void) | undefined;
}) {
  const [x, y] = placeOf(at);
  const above = y < HEIGHT / 2;
  const top = above ? y - H - 40 : y + H + 18;
  return (
    <Press class="tag" label={`the name ${name}${act ? ': cut it' : ''}`} act={act}>
      <path
        class="line"
        marker-end="url(#tip)"
        d={above ? `M${x} ${top + 22}V${y - H - 2}` : `M${x} ${top}V${y + H + 2}`}
      />
      <rect x={x - 30} y={top} width="60" height="22" rx="11" />
      <text x={x} y={top + 15.5}>
        name {name}
      </text>
    </Press>
  );
}

/** A reference: it leaves its box to the right of the straight way, so that the one back has room. */
function Arrow({
  from,
  to,
  among,
  gone,
  cut: act,
}: {
  readonly from: string;
  readonly to: string;
  /** How many arrows the same way there are before it. */
  readonly among: number;
  readonly gone: boolean;
  readonly cut: (() => void) | undefined;
}) {
  if (gone) return null;
  const { d, middle } = way(placeOf(from), placeOf(to), among);
  return (
    <Press
      class="arrow"
      label={`the reference from ${from} to ${to}${act ? ': cut it' : ''}`}
      act={act}
    >
      <path class="hit" d={d} />
      <path class="line" d={d} marker-end="url(#tip)" />
      {act && (
        <g class="scissors" transform={`translate(${middle[0]} ${middle[1]})`}>
          <circle r="9" />
          <path d="M-3.5 -3.5L3.5 3.5M3.5 -3.5L-3.5 3.5" />
        </g>
      )}
    </Press>
  );
}

type Point = readonly [number, number];

function way(from: Point, to: Point, among: number): { d: string; middle: Point } {
  const [ax, ay] = from;
  if (from === to) {
    const r = 16 + 6 * among;
    const [x, y] = [ax + W, ay];
    return {
      d: `M${x} ${y - 10}C${x + 2 * r} ${y - 2 * r} ${x + 2 * r} ${y + 2 * r} ${x} ${y + 10}`,
      middle: [x + 1.5 * r, y],
    };
  }
  const [bx, by] = to;
  const length = Math.hypot(bx - ax, by - ay);
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const bend = 26 + 22 * among;
  const control: Point = [(ax + bx) / 2 - uy * bend, (ay + by) / 2 + ux * bend];
  const start = edge(from, control);
  const end = edge(to, control);
  return {
    d: `M${start.join(' ')}Q${control.join(' ')} ${end.join(' ')}`,
    middle: [(start[0] + 2 * control[0] + end[0]) / 4, (start[1] + 2 * control[1] + end[1]) / 4],
  };
}

/** Where the line from a box's middle towards a point leaves the box. */
function edge([x, y]: Point, [tx, ty]: Point): [number, number] {
  const [dx, dy] = [tx - x, ty - y];
  const scale = 1 / Math.max(Math.abs(dx) / (W + 3), Math.abs(dy) / (H + 3));
  return [Math.round((x + dx * scale) * 10) / 10, Math.round((y + dy * scale) * 10) / 10];
}
