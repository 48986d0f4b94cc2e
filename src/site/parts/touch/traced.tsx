import { useState } from 'preact/hooks';
import type { TracedState } from '../../../charts/touch/traced';
import { bytes, counted } from '../numbers';
import { signed, toldOfTraced } from './traced-said';
import { type TouchProps, useMeasured } from './use-measured';

/** How many frames a trace may keep. */
const FRAMES = [1, 2, 5];
const ROW = 30;

/** A run under tracemalloc: lines on the left, the flame of the calls on the right. */
export function TracedFigure(props: TouchProps<'traced'>) {
  const { input, shown, busy, problem, want } = useMeasured(props);
  const [looked, setLooked] = useState(0);
  const { steps, now, peak, records } = shown;
  const { step, since, frames, lines } = input;
  const last = steps.length - 1;
  const go = (to: number): void => want({ ...input, step: Math.min(Math.max(0, to), last) });
  const held = new Map(shown.lines.map((each) => [each.line, each]));
  const most = Math.max(1, ...shown.lines.map((each) => Math.abs(each.bytes)));
  const { since: _, ...rest } = input;
  return (
    <div class={`touch traced${props.ask ? ' live' : ''}`} aria-busy={busy}>
      <div class="slide live-only">
        <div class="keys">
          <button type="button" class="btn" disabled={step === 0} onClick={() => go(step - 1)}>
            Back
          </button>
          <button
            type="button"
            class="btn main"
            disabled={step >= last}
            onClick={() => go(step + 1)}
          >
            Next line
          </button>
          <input
            type="range"
            min="0"
            max={last}
            step="1"
            value={step}
            aria-label="Lines that have run"
            aria-valuetext={`${step} of ${last} lines`}
            onInput={({ currentTarget }) => go(currentTarget.valueAsNumber)}
          />
        </div>
      </div>
      <Course shown={shown} since={since} />
      <div class="beside">
        <ol class="held">
          {lines.map((text, i) => {
            const line = i + 1;
            const each = held.get(line);
            const ran = steps[shown.step]!.line === line;
            return (
              <li
                key={line}
                class={`${ran ? 'ran' : ''}${looked === line ? ' looked' : ''}`}
                onMouseEnter={() => setLooked(line)}
                onMouseLeave={() => setLooked(0)}
              >
                <b class="num" aria-hidden="true">
                  {line}
                </b>
                <code>{text}</code>
                {each && (
                  <>
                    <i style={{ width: `${(100 * Math.abs(each.bytes)) / most}%` }} />
                    <span class="size num" title={counted(Math.abs(each.blocks), 'block')}>
                      {since === undefined ? bytes(each.bytes) : signed(each.bytes)}
                    </span>
                  </>
                )}
              </li>
            );
          })}
        </ol>
        <Flame shown={shown} looked={looked} look={setLooked} />
      </div>
      {problem && <p class="problem">{problem}</p>}
      <p class="say" role="status">
        {busy ? 'Running …' : toldOfTraced(shown)}
      </p>
      <p class="sum num">
        <b>{bytes(now)} traced</b>, {bytes(peak)} at the peak. The records themselves take{' '}
        {bytes(records)}.
      </p>
      <div class="keys live-only">
        <span>Frames in a trace:</span>
        {FRAMES.map((n) => (
          <label key={n}>
            <input
              type="radio"
              name={`frames of ${lines.length} lines`}
              checked={frames === n}
              onChange={() => want({ ...input, frames: n })}
            />{' '}
            {n}
          </label>
        ))}
        <button type="button" class="btn" onClick={() => want({ ...input, since: step })}>
          Take a snapshot here
        </button>
        {since !== undefined && (
          <button type="button" class="btn" onClick={() => want(rest)}>
            Forget it
          </button>
        )}
      </div>
      <p class="note">
        Python {input.python}.{' '}
        {since === undefined
          ? 'Left: what each line has allocated and is still held.'
          : `Left: what each line holds more, or less, than after ${counted(since, 'line')}.`}{' '}
        Right: the same bytes by who called whom, all that is held now, the callers above.
      </p>
    </div>
  );
}

/** What was traced at each moment, with the one that is shown and the one of the snapshot. */
function Course({
  shown,
  since,
}: {
  readonly shown: TracedState;
  readonly since?: number | undefined;
}) {
  const most = Math.max(1, ...shown.steps.map(({ bytes: size }) => size));
  return (
    <div class="course" aria-hidden="true">
      {shown.steps.map(({ bytes: size }, at) => (
        <i
          key={at}
          class={at === shown.step ? 'now' : at === since ? 'then' : at < shown.step ? 'past' : ''}
          style={{ height: `${Math.max(3, (100 * size) / most)}%` }}
        />
      ))}
    </div>
  );
}

interface FlameProps {
  readonly shown: TracedState;
  readonly looked: number;
  look(line: number): void;
}

/** The calls that led to what is held, as wide as what they hold. */
function Flame({ shown, looked, look }: FlameProps) {
  const { calls } = shown;
  const all = Math.max(1, calls[0]!.bytes);
  const deepest = Math.max(...calls.map(({ depth }) => depth));
  return (
    <ul class="flame" style={{ height: `${(deepest + 1) * ROW}px` }}>
      {calls.map(({ depth, line, bytes: size, from }, i) => {
        const name = line === 0 ? 'all' : `line ${line}`;
        const share = (100 * size) / all;
        return (
          <li
            key={i}
            class={`${line === 0 ? 'root' : ''}${looked !== 0 && looked === line ? ' looked' : ''}`}
            style={{ left: `${(100 * from) / all}%`, width: `${share}%`, top: `${depth * ROW}px` }}
            title={`${name}: ${bytes(size)}`}
            onMouseEnter={() => look(line)}
            onMouseLeave={() => look(0)}
          >
            <span class={share > 16 ? '' : 'hidden'}>
              {name}
              {share > 40 ? `: ${bytes(size)}` : ''}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
