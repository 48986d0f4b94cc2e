import type { RecordedStep } from '../../../recording';
import { bytesText } from './words';

export interface StripProps {
  readonly runs: readonly { readonly python: string; readonly steps: readonly RecordedStep[] }[];
  readonly step: number;
  readonly onStep: (step: number) => void;
}

const [WIDTH, HEIGHT] = [1000, 100];

/** Memory over the run: RSS as a line for each version, bytes in blocks of the first as a surface. */
export function Strip({ runs, step, onStep }: StripProps) {
  const { steps } = runs[0]!;
  const last = Math.max(steps.length - 1, 1);
  const most = Math.max(...runs.flatMap((run) => run.steps.map(({ rss }) => rss)));
  const x = (index: number): number => (index / last) * WIDTH;
  const y = (bytes: number): number => HEIGHT - (bytes / most) * (HEIGHT - 14);
  const line = (values: readonly number[]): string =>
    values
      .map((value, i) => `${i === 0 ? 'M' : 'H'}${x(i)}${i === 0 ? ' ' : 'V'}${y(value)}`)
      .join('');
  const surface = `${line(steps.map(({ inBlocks }) => inBlocks))}V${HEIGHT}H0z`;
  return (
    <section class="strip" aria-label="Memory over the run">
      <h2 class="t">
        Memory over the run <small>click a step</small>
      </h2>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same by keyboard is the line of steps */}
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={runs
          .map(
            (run) =>
              `Python ${run.python}: ${bytesText(run.steps.at(-1)!.rss)} resident at the end`,
          )
          .join(', ')}
        onClick={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect();
          const part = (event.clientX - left) / width;
          onStep(Math.round(Math.max(0, Math.min(1, part)) * last));
        }}
      >
        <path d={surface} class="in-blocks" />
        {runs.map((run, i) => (
          <path
            key={run.python}
            d={line(run.steps.slice(0, last + 1).map(({ rss }) => rss))}
            class={i === 0 ? 'rss' : 'rss other'}
          />
        ))}
        <path d={`M${x(step)} 0V${HEIGHT}`} class="now" />
      </svg>
      <p class="strip-key num">
        {runs.map((run, i) => (
          <span key={run.python} class={i === 0 ? '' : 'other'}>
            <i class={i === 0 ? 'line' : 'line dashed'} /> RSS{' '}
            {runs.length > 1 && `of ${run.python} `}
            <b>{bytesText(run.steps[Math.min(step, run.steps.length - 1)]!.rss)}</b>
          </span>
        ))}
        <span>
          <i class="surface" /> bytes in blocks <b>{bytesText(steps[step]!.inBlocks)}</b>
        </span>
        <span>
          at most <b>{bytesText(most)}</b>
        </span>
      </p>
    </section>
  );
}
