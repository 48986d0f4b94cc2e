import { bytes } from '../numbers';
import type { RunFacts } from './moment';
import { useWidth } from './transport';

export interface StripProps {
  readonly run: RunFacts;
  readonly beside: RunFacts | undefined;
  readonly at: number;
  onGo(step: number): void;
}

const HEIGHT = 136;
const LEFT = 4;
const TOP = 16;
const BOTTOM = 22;

/** Resident memory and pymalloc's blocks, over all steps. */
export function Strip({ run, beside, at, onGo }: StripProps) {
  const { ref, width } = useWidth<HTMLDivElement>(900);
  const { steps } = run;
  const last = Math.max(1, steps.length - 1);
  const right = width < 600 ? 112 : 150;
  const inner = width - LEFT - right;
  const x = (step: number): number => LEFT + (step / last) * inner;
  const others = beside?.steps.slice(0, steps.length);
  const highest =
    Math.max(...steps.map(({ rss }) => rss), ...(others ?? []).map(({ rss }) => rss)) * 1.02;
  const y = (n: number): number => HEIGHT - BOTTOM - (n / highest) * (HEIGHT - TOP - BOTTOM);
  const line = (values: readonly number[]): string =>
    `${values
      .map((value, i) =>
        i === 0
          ? `M${x(0)} ${y(value).toFixed(1)}`
          : values[i - 1] === value
            ? ''
            : `H${x(i).toFixed(1)}V${y(value).toFixed(1)}`,
      )
      .join('')}H${x(values.length - 1) + 14}`;
  const end = steps.at(-1)!;
  const otherEnd = others?.at(-1);
  const [endAt, otherAt] = apart(y(end.rss) + 4, otherEnd && y(otherEnd.rss) + 4);
  const peak = steps.reduce((a, b) => (b.rss > a.rss ? b : a));
  const labels = steps.length <= inner / 26 ? steps.slice(1) : [];
  const here = steps[at]!;
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
          <rect class="at" x={x(at) - 1} y={TOP - 8} width="2" height={HEIGHT - TOP - BOTTOM + 8} />
          <path
            class="in-blocks"
            d={`${line(steps.map(({ inBlocks }) => inBlocks))}V${y(0)}H${x(0)}z`}
          />
          {others && <path class="other" d={line(others.map(({ rss }) => rss))} />}
          <path class="rss" d={line(steps.map(({ rss }) => rss))} />
          <line x1={LEFT} x2={x(last) + 14} y1={y(0)} y2={y(0)} />
          <text x={x(last) + 20} y={endAt} class="strong">
            {beside ? run.info.python : 'RSS'}
            {beside ? ': ' : ' '}
            {bytes(end.rss)}
          </text>
          {otherEnd && (
            <text x={x(last) + 20} y={otherAt} class="soft">
              {beside!.info.python}: {bytes(otherEnd.rss)}
            </text>
          )}
          <text x={x(last) + 20} y={y(0) - 3} class="blocks-label">
            bytes in blocks
          </text>
          <text x={Math.min(x(peak.step) + 4, x(last) - 60)} y={y(peak.rss) - 5} class="strong">
            {bytes(peak.rss)}
          </text>
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

/** Keeps two labels from lying on one another. */
function apart(a: number, b: number | undefined): [number, number | undefined] {
  if (b === undefined || Math.abs(a - b) >= 15) return [a, b];
  return a < b ? [a - 4, a + 12] : [b + 12, b - 4];
}
