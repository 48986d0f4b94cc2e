import type { RecordedStep } from '../../../recording';

/*
 * Back, play, step, and the line of steps with what each did: ▲ allocated, ▽ freed, ◆ collected.
 */

export const SPEEDS = [
  ['½×', 2400],
  ['1×', 1200],
  ['2×', 500],
] as const;

export interface TransportProps {
  readonly steps: readonly RecordedStep[];
  readonly step: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly onStep: (step: number) => void;
  readonly onPlay: () => void;
  readonly onSpeed: (speed: number) => void;
}

/** Marks and numbers at most: of a long run only the largest. */
const MARKS = 60;
const NUMBERS = 22;

export function Transport(props: TransportProps) {
  const { steps, step, playing, speed, onStep, onPlay, onSpeed } = props;
  const last = Math.max(steps.length - 1, 0);
  return (
    <fieldset class="transport" aria-label="Steps">
      <div class="keys">
        <button
          type="button"
          class="key"
          aria-label="Step back (left arrow)"
          disabled={step === 0}
          onClick={() => onStep(step - 1)}
        >
          <svg viewBox="0 0 18 18" aria-hidden="true">
            <path d="M3 3h2v12H3zM15 3v12L6 9z" />
          </svg>
        </button>
        <button
          type="button"
          class="key play"
          aria-label={playing ? 'Pause (space)' : 'Play (space)'}
          onClick={onPlay}
        >
          <svg viewBox="0 0 18 18" aria-hidden="true">
            <path d={playing ? 'M4 3h4v12H4zM10 3h4v12h-4z' : 'M5 3v12l10-6z'} />
          </svg>
        </button>
        <button
          type="button"
          class="key"
          aria-label="Step (right arrow)"
          disabled={step === last}
          onClick={() => onStep(step + 1)}
        >
          <svg viewBox="0 0 18 18" aria-hidden="true">
            <path d="M13 3h2v12h-2zM3 3v12l9-6z" />
          </svg>
        </button>
      </div>
      <div class="scrub">
        <Line steps={steps} step={step} />
        <input
          type="range"
          min="0"
          max={last}
          value={step}
          aria-label="Step"
          aria-valuetext={`step ${step} of ${last}, line ${steps[step]?.line ?? 0}`}
          onInput={({ currentTarget }) => onStep(Number(currentTarget.value))}
        />
        <span class="ring" />
      </div>
      <label class="speed">
        speed{' '}
        <select
          aria-label="Speed"
          value={speed}
          onChange={({ currentTarget }) => onSpeed(Number(currentTarget.value))}
        >
          {SPEEDS.map(([name, milliseconds]) => (
            <option key={name} value={milliseconds}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

/** The steps that moved most, so that a long run stays readable. */
function marked(steps: readonly RecordedStep[]): RecordedStep[] {
  const moved = ({ allocated, freed, collections }: RecordedStep): number =>
    allocated + freed + collections.length * 1e9;
  return steps
    .slice(1)
    .filter((each) => moved(each) > 0)
    .sort((a, b) => moved(b) - moved(a))
    .slice(0, MARKS);
}

function Line({ steps, step }: { readonly steps: readonly RecordedStep[]; readonly step: number }) {
  const last = Math.max(steps.length - 1, 1);
  const at = (index: number): string => `${(index / last) * 100}%`;
  const every = Math.ceil(last / NUMBERS);
  return (
    <div class="track" aria-hidden="true">
      <span class="done" style={`width: ${at(step)}`} />
      {marked(steps).map(({ step: index, allocated, freed, collections }) => {
        const size = Math.min(7, 3.5 + Math.log10(1 + Math.max(allocated, freed)));
        return (
          <svg
            key={index}
            class="mark"
            style={`left: ${at(index)}`}
            viewBox="-16 -10 32 20"
            aria-hidden="true"
          >
            {collections.length > 0 ? (
              <path d="M0-7l7 7-7 7-7-7z" class="collected" />
            ) : (
              <>
                {allocated > 0 && (
                  <path
                    d={`M${freed > 0 ? -6 : 0} ${-size}l${size} ${size * 1.8}h${-2 * size}z`}
                    class="allocated"
                  />
                )}
                {freed > 0 && (
                  <path
                    d={`M${allocated > 0 ? 6 : 0} ${size}l${size} ${-size * 1.8}h${-2 * size}z`}
                    class="freed"
                  />
                )}
              </>
            )}
          </svg>
        );
      })}
      {last <= 120 &&
        steps.map(({ step: index }) => (
          <i key={index} class={index <= step ? 'dot past' : 'dot'} style={`left: ${at(index)}`} />
        ))}
      {steps.map(({ step: index, line }) =>
        index > 0 && (index % every === 0 || index === step) ? (
          <small key={index} class={index === step ? 'here' : ''} style={`left: ${at(index)}`}>
            {line}
          </small>
        ) : null,
      )}
      <b style={`left: ${at(step)}`} />
    </div>
  );
}
