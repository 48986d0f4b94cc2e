import { useMemo } from 'preact/hooks';
import type { ObjectState } from '../../../recording/types';
import { bytes, counted, spaced } from '../numbers';
import { BOX, type Layout, layoutOf, type Node, rowAt } from './graph-layout';
import type { Moment } from './moment';

export interface GraphProps {
  readonly moment: Moment;
  /** The object that is picked. */
  readonly picked: number | undefined;
  onPick(object: ObjectState): void;
  /** Points at an object, or at none any more. */
  onPoint(object: ObjectState | undefined): void;
}

const MARKERS = { plain: 'soft', now: 'now', garbage: 'garbage' } as const;

/** Names, the objects that they lead to, and what those hold. */
export function Graph({ moment, picked, onPick, onPoint }: GraphProps) {
  // Pointing at an object draws it anew, and moves nothing.
  const layout = useMemo(() => layoutOf(moment), [moment]);
  return (
    <section class="objects" aria-label="Names and objects">
      <h2 class="t">
        Names and objects <small>{summary(layout)}</small>
      </h2>
      {layout.nodes.length === 0 ? (
        <p class="note">
          {moment.step.step < 2
            ? 'No names yet.'
            : 'No names of the program lead to an object any more.'}
        </p>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a picture whose parts are reached by Tab
        <svg
          class="graph"
          role="group"
          aria-label="Names on the left, the objects they lead to on the right"
          viewBox={`-2 0 ${layout.width} ${layout.height + 6}`}
          style={{ maxWidth: `${Math.round(layout.width * 1.05)}px` }}
        >
          <defs>
            {Object.values(MARKERS).map((colour) => (
              <marker
                key={colour}
                id={`arrow-${colour}`}
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerWidth="7"
                markerHeight="7"
                orient="auto-start-reverse"
              >
                <path d="M0 0L8 4L0 8z" fill={`var(--${colour})`} />
              </marker>
            ))}
          </defs>
          {layout.edges.map(({ path, kind }) => (
            <path
              key={path}
              d={path}
              class={`edge ${kind}`}
              marker-end={`url(#arrow-${MARKERS[kind]})`}
            />
          ))}
          {layout.chips.map(({ label, x, y, width, isNew }) => (
            <g key={`${label} ${x} ${y}`} class={isNew ? 'name now' : 'name'}>
              <rect x={x} y={y} width={width} height="26" rx="5" />
              <text x={x + width - 9} y={y + 17.5} text-anchor="end" class="m" font-size="13">
                {clipped(label, Math.floor((width - 14) / 7.6))}
              </text>
            </g>
          ))}
          {layout.nodes.map((node) => (
            <Box
              key={node.key}
              node={node}
              moment={moment}
              picked={picked === node.object.address && node.stack === undefined}
              onPick={onPick}
              onPoint={onPoint}
            />
          ))}
        </svg>
      )}
    </section>
  );
}

function summary({ stacked, hidden }: Layout): string {
  const said = [];
  if (stacked > 0) said.push(`${spaced(stacked)} items drawn as stacks`);
  if (hidden > 0) said.push(`${spaced(hidden)} more objects not drawn`);
  return said.join(' · ');
}

const clipped = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;

/** What an object is called in one line: its value, its name, or its type and length. */
export function titleOf({ type, value, length, edges }: ObjectState): string {
  const container = length !== undefined && !/^(str|bytes|int|bytearray)$/.test(type);
  if (container) return `${type} · ${spaced(length)}`;
  const named = /^<(class|function) '?(.+?)'?>$/.exec(value);
  if (named) return `${named[1]} ${named[2]!.slice(named[2]!.lastIndexOf('.') + 1)}`;
  return edges.length > 0 || value === '' ? type : value;
}

interface BoxProps extends Omit<GraphProps, 'picked'> {
  readonly node: Node;
  readonly picked: boolean;
}

function Box({ node, moment, picked, onPick, onPoint }: BoxProps) {
  const { object, stack, dead, touched, rows, height, x, y } = node;
  const classes = [
    'node',
    touched && !dead ? 'now' : '',
    object.unreachable ? 'garbage' : '',
    dead ? 'dead' : '',
    picked ? 'picked' : '',
  ];
  const boxHeight = stack === undefined ? height : height - 6;
  return (
    <g class={classes.filter(Boolean).join(' ')} transform={`translate(${x},${y})`}>
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it has the focus */}
      <g aria-hidden="true">
        {stack !== undefined &&
          [6, 3].map((by) => (
            <rect key={by} class="box" x={by} y={by} width={BOX} height={boxHeight} rx="6" />
          ))}
        <rect class="box" width={BOX} height={boxHeight} rx="6" />
        {stack === undefined ? (
          <Inside node={node} moment={moment} />
        ) : (
          <>
            <text x="10" y="18" class="title">
              {counted(stack, node.name ?? object.type)}
            </text>
            <text x="10" y="35" class="m soft">
              {clipped(range(node), 19)}
            </text>
          </>
        )}
        {rows.map(({ label, to, isNew }, i) => (
          <g key={`${label} ${to}`}>
            <text x="10" y={rowAt(i) + 6} class={isNew && to === '' ? 'm count' : 'm soft'}>
              {clipped(label, to === '' ? 19 : 17)}
            </text>
            {to !== '' && <circle cx={BOX - 10} cy={rowAt(i)} r="2.6" class="dot" />}
          </g>
        ))}
      </g>
      {/* biome-ignore lint/a11y/useSemanticElements: a part of a picture */}
      <rect
        class="hit"
        width={BOX}
        height={boxHeight}
        role="button"
        tabindex={0}
        aria-label={spoken(node)}
        aria-pressed={picked}
        onClick={() => onPick(object)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          event.stopPropagation();
          onPick(object);
        }}
        onMouseEnter={() => onPoint(object)}
        onMouseLeave={() => onPoint(undefined)}
        onFocus={() => onPoint(object)}
        onBlur={() => onPoint(undefined)}
      />
    </g>
  );
}

/** The first and the last of a stack. */
function range({ object, last, stack = 0 }: Node): string {
  if (stack === 1) return object.value;
  return last ? `${object.value} … ${last.value}` : `${object.value}, …`;
}

/** The two lines of an object: what it is, and its count and size. */
function Inside({ node, moment }: { readonly node: Node; readonly moment: Moment }) {
  const { object, dead, low } = node;
  const title = dead ? object.type : titleOf(object);
  const isValue = title === object.value;
  const before = dead ? undefined : moment.objectsBefore.get(object.address);
  const recounted = before && before.refcount !== object.refcount && before.refcount !== null;
  const state =
    dead === 'kept' ? 'on a free list' : (dead ?? (object.unreachable ? 'unreachable' : ''));
  const room = dead === 'kept' ? 9 : state ? 12 : isValue ? 11 : 19;
  return (
    <>
      <text x="10" y="18" class={isValue ? 'title m' : 'title'}>
        {clipped(title, room)}
      </text>
      {state ? (
        <text x={BOX - 10} y="18" text-anchor="end" class={`tag ${dead ?? 'garbage'}`}>
          {state}
        </text>
      ) : (
        isValue && (
          <text x={BOX - 10} y="18" text-anchor="end" class="soft">
            {clipped(object.type, 8)}
          </text>
        )
      )}
      {!low && (
        <>
          <text x="10" y="34" class={recounted ? 'count' : 'soft'}>
            {dead
              ? 'was'
              : object.refcount === null
                ? 'immortal'
                : recounted
                  ? `refs ${before.refcount} → ${object.refcount}`
                  : `refs ${object.refcount}`}
          </text>
          <text x={BOX - 10} y="34" text-anchor="end" class="soft">
            {bytes(object.size)}
          </text>
        </>
      )}
    </>
  );
}

/** A box in words, for those who do not see it. */
function spoken({ object, stack, name, dead }: Node): string {
  if (stack !== undefined)
    return `${counted(stack, name ?? `${object.type} object`)}, the first is ${object.value}`;
  const { type, value, refcount, size, unreachable } = object;
  const count =
    refcount === null ? 'immortal' : `${refcount} ${refcount === 1 ? 'reference' : 'references'}`;
  const state =
    dead === 'kept'
      ? ', dead, on a free list'
      : dead
        ? ', freed'
        : unreachable
          ? ', unreachable'
          : '';
  const title = titleOf(object);
  const what =
    title === value || object.length !== undefined ? `${type} ${object.length ?? value}` : title;
  return `${what}, ${count}, ${size} bytes${state}`;
}
