import type { RecordedStep } from '../../../recording/types';
import { bytes } from '../numbers';
import type { RunFacts } from './moment';
import { useWidth } from './transport';

export interface StripProps {
  readonly run: RunFacts;
  readonly beside: RunFacts | undefined;
  readonly at: number;
  onGo(step: number): void;
}

const LEFT = 4;
/** Resident memory above, bytes in blocks below: each has a scale of its own. */
const RSS = { top: 16, bottom: 104 };
const BLOCKS = { top: 124, bottom: 168 };
const HEIGHT = 192;

/** Its place: how wide it is shows only on the page. */
export function StripToCome() {
  return (
    <section class="strip to-come" aria-hidden="true">
      <h2 class="t">Memory over the run</h2>
      <div />
    </section>
  );
}

/** Resident memory and pymalloc's blocks, over all steps. */
export function Strip({ run, beside, at, onGo }: StripProps) {
  const { ref, width } = useWidth<HTMLDivElement>(900);
  const { steps } = run;
  const last = Math.max(1, steps.length - 1);
  const right = width < 600 ? 112 : 150;
  const inner = width - LEFT - right;
  const x = (step: number): number => LEFT + (step / last) * inner;
  const others = beside?.steps.slice(0, steps.length);
  const y = scale(
    RSS,
    0,
    [...steps, ...(others ?? [])].map(({ rss }) => rss),
  );
  const inBlocks = steps.map((step) => step.inBlocks);
  const least = floorOf(inBlocks);
  const yBlocks = scale(BLOCKS, least, inBlocks);
  const line = (values: readonly number[], at: (n: number) => number): string =>
    `${values
      .map((value, i) =>
        i === 0
          ? `M${x(0)} ${at(value).toFixed(1)}`
          : values[i - 1] === value
            ? ''
            : `H${x(i).toFixed(1)}V${at(value).toFixed(1)}`,
      )
      .join('')}H${x(values.length - 1) + 14}`;
  const end = steps.at(-1)!;
  const otherEnd = others?.at(-1);
  const [endAt, otherAt] = apart(y(end.rss) + 4, otherEnd && y(otherEnd.rss) + 4);
  const labels = steps.length <= inner / 17 ? steps.slice(1) : [];
  const here = steps[at]!;
  const failed = run.info.end.kind === 'failed';
  const toRight = x(last) + 20;
  return (
    <section class="strip" aria-label="Memory over the run">
      <h2 class="t">
        Memory over the run <small>click a step</small>
      </h2>
      <div ref={ref}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the line of steps does the same with keys */}
        <svg
          role="img"
          aria-label={`Resident ${bytes(here.rss)}, ${bytes(here.inBlocks)} in blocks, at step ${at} of ${last}`}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            const part = (((event.clientX - box.left) / box.width) * width - LEFT) / inner;
            onGo(Math.max(0, Math.min(last, Math.round(part * last))));
          }}
        >
          <rect class="at" x={x(at) - 1} y="8" width="2" height={BLOCKS.bottom - 8} />
          {least === 0 ? (
            <path class="in-blocks" d={`${line(inBlocks, yBlocks)}V${BLOCKS.bottom}H${x(0)}z`} />
          ) : (
            <path class="in-blocks line" d={line(inBlocks, yBlocks)} />
          )}
          {others && (
            <path
              class="other"
              d={line(
                others.map(({ rss }) => rss),
                y,
              )}
            />
          )}
          <path
            class="rss"
            d={line(
              steps.map(({ rss }) => rss),
              y,
            )}
          />
          {[RSS, BLOCKS].map(({ bottom }) => (
            <line key={bottom} x1={LEFT} x2={x(last) + 14} y1={bottom} y2={bottom} />
          ))}
          <text x={toRight} y={endAt} class="strong">
            {beside ? run.info.python : 'RSS'}
            {beside ? ': ' : ' '}
            {bytes(end.rss)}
          </text>
          {otherEnd && (
            <text x={toRight} y={otherAt} class="soft">
              {beside!.info.python}: {bytes(otherEnd.rss)}
            </text>
          )}
          <text x={toRight} y={BLOCKS.bottom - 3} class="blocks-label">
            in blocks {bytes(end.inBlocks)}
          </text>
          {least > 0 && (
            <text x={x(0)} y={BLOCKS.bottom - 4} class="soft">
              from {bytes(least)}
            </text>
          )}
          <Peak steps={steps} of="rss" x={x} y={y} most={x(last) - 60} />
          <Peak steps={steps} of="inBlocks" x={x} y={yBlocks} most={x(last) - 60} />
          {collectedAt(steps, x).map((step) => (
            <path key={step} class="collected" d={`M${x(step)} ${RSS.bottom - 6}l6 6l-6 6l-6 -6z`}>
              <title>the collector ran</title>
            </path>
          ))}
          {failed && (
            <path class="failed" d={`M${x(last) - 5} ${RSS.bottom - 5}l10 10m0 -10l-10 10`}>
              <title>an exception ended the program</title>
            </path>
          )}
          {labels.length > 0 && width >= 600 && (
            <text x={x(0)} y={HEIGHT - 6} class="soft">
              line
            </text>
          )}
          {labels.map(({ step, line: lineno }) => (
            <text
              key={step}
              x={x(step)}
              y={HEIGHT - 6}
              text-anchor="middle"
              class={step === at ? 'strong accent' : 'soft'}
            >
              {lineno}
            </text>
          ))}
        </svg>
      </div>
    </section>
  );
}

/** Where the scale of blocks begins: at 0, or near the least where nothing would be seen to change. */
function floorOf(values: readonly number[]): number {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least > most * 0.6 ? Math.max(0, least - (most - least) / 2) : 0;
}

/** Where a number of bytes is drawn: the least at the bottom of a panel, the largest at its top. */
function scale(
  { top, bottom }: { readonly top: number; readonly bottom: number },
  least: number,
  values: readonly number[],
): (n: number) => number {
  const range = Math.max(1, Math.max(...values) - least) * 1.02;
  return (n) => bottom - ((n - least) / range) * (bottom - top);
}

/** The steps in which the collector ran, one of those that lie close. */
function collectedAt(steps: readonly RecordedStep[], x: (step: number) => number): number[] {
  let last = Number.NEGATIVE_INFINITY;
  return steps.flatMap(({ step, collections }) => {
    if (collections.length === 0 || x(step) - last < 10) return [];
    last = x(step);
    return [step];
  });
}

interface PeakProps {
  readonly steps: readonly RecordedStep[];
  readonly of: 'rss' | 'inBlocks';
  x(step: number): number;
  y(n: number): number;
  /** It begins here at most. */
  readonly most: number;
}

/** The largest value, above where it is. */
function Peak({ steps, of, x, y, most }: PeakProps) {
  const peak = steps.reduce((a, b) => (b[of] > a[of] ? b : a));
  const place = { x: Math.min(x(peak.step) + 4, most), y: y(peak[of]) - 5 };
  return (
    <text {...place} class={of === 'rss' ? 'strong' : 'blocks-label'}>
      {bytes(peak[of])}
    </text>
  );
}

/** Keeps two labels from lying on one another. */
function apart(a: number, b: number | undefined): [number, number | undefined] {
  if (b === undefined || Math.abs(a - b) >= 15) return [a, b];
  return a < b ? [a - 4, a + 12] : [b + 12, b - 4];
}
