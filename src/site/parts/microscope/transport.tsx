import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RecordedStep } from '../../../recording/types';
import { counted } from '../numbers';
import type { RunFacts } from './moment';
import { PACES, STRIDES } from './use-player';

export interface TransportProps {
  readonly run: RunFacts;
  readonly at: number;
  readonly playing: boolean;
  /** Milliseconds a line. */
  readonly pace: number;
  /** Steps at a time. */
  readonly stride: number;
  onGo(step: number): void;
  onPlay(playing: boolean): void;
  onPace(pace: number): void;
  onStride(stride: number): void;
}

/** Runs of so many steps can be gone through several at a time. */
const LONG = 30;

/** Back, play, step, the line of all steps, and the speed. */
export function Transport({
  run,
  at,
  playing,
  pace,
  stride,
  onGo,
  onPlay,
  onPace,
  onStride,
}: TransportProps) {
  const last = run.steps.length - 1;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a toolbar, not a set of fields
    <div class="transport" role="group" aria-label="Steps">
      <div class="keys">
        <button
          type="button"
          aria-label="Step back (left arrow)"
          disabled={at === 0}
          onClick={() => onGo(at - stride)}
        >
          <svg viewBox="0 0 18 18" aria-hidden="true">
            <path d="M3 3h2v12H3zM15 3v12L6 9z" />
          </svg>
        </button>
        <button
          type="button"
          class="play"
          aria-label={playing ? 'Pause (space)' : 'Play (space)'}
          disabled={last === 0}
          onClick={() => onPlay(!playing)}
        >
          <svg viewBox="0 0 18 18" aria-hidden="true">
            <path d={playing ? 'M4 3h4v12H4zM10 3h4v12h-4z' : 'M5 3v12l10-6z'} />
          </svg>
        </button>
        <button
          type="button"
          aria-label="Step (right arrow)"
          disabled={at === last}
          onClick={() => onGo(at + stride)}
        >
          <svg viewBox="0 0 18 18" aria-hidden="true">
            <path d="M13 3h2v12h-2zM3 3v12l9-6z" />
          </svg>
        </button>
      </div>
      <Scrubber run={run} at={at} onGo={onGo} />
      <div class={last >= LONG ? 'speeds two' : 'speeds'}>
        {last >= LONG && (
          <select
            aria-label="Steps at a time"
            value={stride}
            onChange={({ currentTarget }) => onStride(Number(currentTarget.value))}
          >
            {STRIDES.filter((value) => value === 1 || value < last).map((value) => (
              <option key={value} value={value} selected={value === stride}>
                by {counted(value, 'step')}
              </option>
            ))}
          </select>
        )}
        <label class="speed">
          <span>speed </span>
          <select
            value={pace}
            onChange={({ currentTarget }) => onPace(Number(currentTarget.value))}
          >
            {PACES.map(([value, name]) => (
              <option key={value} value={value} selected={value === pace}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
    </div>
  );
}

const SHAPES = {
  allocated: (x: number, y: number, r: number) =>
    `M${x} ${y - r}L${x + r} ${y + r * 0.7}H${x - r}z`,
  freed: (x: number, y: number, r: number) => `M${x} ${y + r}L${x - r} ${y - r * 0.7}H${x + r}z`,
  collected: (x: number, y: number, r: number) =>
    `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}z`,
  failed: (x: number, y: number, r: number) =>
    `M${x - r} ${y - r}L${x + r} ${y + r}M${x + r} ${y - r}L${x - r} ${y + r}`,
  handled: (x: number, y: number, r: number) =>
    `M${x - r} ${y - r}L${x + r} ${y + r}M${x + r} ${y - r}L${x - r} ${y + r}`,
};

/** Those whose size says nothing. */
const SIZES: Partial<Record<keyof typeof SHAPES, number>> = {
  collected: 6.5,
  failed: 5,
  handled: 3.4,
};

const radius = (blocks: number): number => (blocks > 1000 ? 7 : blocks > 20 ? 5.5 : 4.4);

interface Mark {
  readonly step: number;
  /** Its middle. */
  readonly x: number;
  readonly kind: keyof typeof SHAPES;
  readonly blocks: number;
}

/** The marks of a step. @param failed an exception ended the program in it */
function marksOf(
  { step, allocated, freed, collections, raised }: RecordedStep,
  x: number,
  failed: boolean,
): Mark[] {
  if (failed) return [{ step, x, kind: 'failed', blocks: freed }];
  if (step === 0) return [];
  if (raised !== undefined) return [{ step, x, kind: 'handled', blocks: freed }];
  if (collections.length > 0) return [{ step, x, kind: 'collected', blocks: freed }];
  const born = allocated > 0;
  const died = freed > 5 || (freed > 0 && !born);
  // Two of a step are beside one another.
  const [left, right] = born && died ? [radius(freed) + 1, radius(allocated) + 1] : [0, 0];
  const marks: Mark[] = [];
  if (born) marks.push({ step, x: x - left, kind: 'allocated', blocks: allocated });
  if (died) marks.push({ step, x: x + right, kind: 'freed', blocks: freed });
  return marks;
}

/** The marks that are more than blocks, for those who do not see them. */
function happened({ collections, raised }: RecordedStep, failed: boolean): string {
  if (failed) return ', an exception ended the program';
  if (raised !== undefined) return `, ${raised} was raised and handled`;
  return collections.length > 0 ? ', the collector ran' : '';
}

/** How large a mark is: half its width. */
const sizeOf = ({ kind, blocks }: Mark): number => SIZES[kind] ?? radius(blocks);

/** What is drawn first: exceptions, collections, then what moved the most blocks. */
const rank = ({ kind, blocks }: Mark): number =>
  ({ failed: Number.POSITIVE_INFINITY, collected: 1e12, handled: 1e11 })[kind as string] ?? blocks;

/** The marks that have room, the weightiest first. @param room pixels between them */
function thinned(marks: readonly Mark[], room: number): Mark[] {
  const drawn: Mark[] = [];
  const taken = new Map<number, Mark[]>();
  // A mark reaches no further than to the cells beside its own.
  const cell = (x: number): number => Math.floor(x / (room + 14));
  for (const mark of [...marks].sort((a, b) => rank(b) - rank(a))) {
    const { x } = mark;
    const near = [-1, 0, 1].flatMap((by) => taken.get(cell(x) + by) ?? []);
    if (near.some((other) => Math.abs(other.x - x) < sizeOf(other) + sizeOf(mark) + room)) continue;
    drawn.push(mark);
    taken.set(cell(x), [...(taken.get(cell(x)) ?? []), mark]);
  }
  return drawn;
}

/** The step in which an exception ended the program; -1 when none did. */
const failedStep = ({ info, steps }: RunFacts): number =>
  info.end.kind === 'failed' ? steps.length - 1 : -1;

/** The marks of a run. @param place where a step is */
function marksOn(run: RunFacts, place: (step: number) => number): Mark[] {
  const failed = failedStep(run);
  const marks = run.steps.flatMap((each) => marksOf(each, place(each.step), each.step === failed));
  // Where not each can be shown, a few say more than a row without a gap.
  return thinned(marks, thinned(marks, 1).length === marks.length ? 1 : 14);
}

/** The width of an element, as it is now. */
export function useWidth<E extends Element>(otherwise: number) {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(otherwise);
  useLayoutEffect(() => {
    if (!ref.current) return;
    const observer = new ResizeObserver(([entry]) => {
      // What is hidden has none.
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}

/** All steps on a line, with what happened above it. */
function Scrubber({ run, at, onGo }: Pick<TransportProps, 'run' | 'at' | 'onGo'>) {
  const { ref, width } = useWidth<HTMLDivElement>(600);
  const { steps } = run;
  const last = Math.max(1, steps.length - 1);
  const place = (step: number): number => 10 + (step / last) * (width - 20);
  const few = steps.length <= (width - 20) / 12;
  const failedAt = failedStep(run);
  const marks = useMemo(() => marksOn(run, place), [run, width]);
  const step = steps[at]!;
  return (
    <div class="scrub" ref={ref}>
      <svg viewBox={`0 0 ${width} 50`} aria-hidden="true">
        <rect class="track" x="10" y="29" width={width - 20} height="4" rx="2" />
        <rect class="done" x="10" y="29" width={Math.max(0, place(at) - 10)} height="4" rx="2" />
        {few &&
          steps.map((each) => (
            <circle
              key={each.step}
              class={each.step <= at ? 'done' : 'to-come'}
              cx={place(each.step)}
              cy="31"
              r="3"
            />
          ))}
        {marks.map((mark) => (
          <path
            key={`${mark.kind} ${mark.step}`}
            class={mark.kind}
            d={SHAPES[mark.kind](mark.x, mark.kind === 'freed' ? 12 : 13, sizeOf(mark))}
          />
        ))}
        {few &&
          width > 500 &&
          steps.length < 30 &&
          steps.slice(1).map((each) => (
            <text key={each.step} x={place(each.step)} y="49" text-anchor="middle" class="soft m">
              {each.line}
            </text>
          ))}
        <circle class="here" cx={place(at)} cy="31" r="8" />
      </svg>
      <input
        type="range"
        aria-label="Step"
        title="▲ allocated  ▽ freed  ◆ the collector ran  ✕ an exception, small when the program handled it"
        min="0"
        max={steps.length - 1}
        step="1"
        value={at}
        aria-valuetext={
          at === 0
            ? `start, ${steps.length - 1} steps`
            : `step ${at} of ${steps.length - 1}, line ${step.line}${happened(step, at === failedAt)}`
        }
        onInput={({ currentTarget }) => onGo(currentTarget.valueAsNumber)}
      />
      <span class="ring" />
    </div>
  );
}
