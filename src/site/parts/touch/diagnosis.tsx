import { KNOB_NAMES, KNOBS, PLANTED } from '../../../charts/touch/planted';
import { mib, QUESTIONS, saidBy, toldOfDiagnosis } from './diagnosis-said';
import { type TouchProps, useMeasured } from './use-measured';

/** A service that holds memory: ask it with tools, then turn a knob. */
export function DiagnosisFigure(props: TouchProps<'diagnosis'>) {
  const { input, shown, busy, problem, want } = useMeasured(props);
  const { service, asked, knob } = input;
  const { held, tried } = shown;
  const share = (size: number): string => `${Math.min(100, (100 * Math.max(0, size)) / held)}%`;
  const bars =
    knob !== undefined && tried !== undefined
      ? ([
          ['as it is', held, 'held'],
          ['with the knob', tried, 'tried'],
        ] as const)
      : ([['as it is', held, 'held']] as const);
  return (
    <div class={`touch diagnosis${props.ask ? ' live' : ''}`} aria-busy={busy}>
      <p class="keys live-only">
        {PLANTED.map((name, i) => (
          <button
            key={name}
            type="button"
            class="btn"
            aria-pressed={i === service}
            onClick={() => want({ python: input.python, service: i, asked: [] })}
          >
            Service {i + 1}
          </button>
        ))}
      </p>
      <p class="what">
        <b>Service {service + 1}</b>, after four days
      </p>
      <div class="held">
        {bars.map(([name, size, look]) => (
          <p key={name} class="num">
            <span>{name}</span>
            <i class={look} style={{ width: share(size) }} />
            <span>{mib(size)}</span>
          </p>
        ))}
      </div>
      <ol class="asks">
        {QUESTIONS.map(({ tool, asks, by }) => {
          const reading = shown.readings.find((each) => each.tool === tool);
          return (
            <li key={tool} class={reading ? 'known' : ''}>
              <b>{asks}</b>
              <code>{by}</code>
              {reading ? (
                <span class="says">{saidBy(reading)}</span>
              ) : (
                <button
                  type="button"
                  class="btn live-only"
                  disabled={asked.includes(tool)}
                  aria-label={`Ask: ${asks}`}
                  onClick={() => want({ ...input, asked: [...asked, tool] })}
                >
                  Ask
                </button>
              )}
            </li>
          );
        })}
      </ol>
      <p class="keys live-only">
        Turn one knob:
        {KNOBS.map((each) => (
          <button
            key={each}
            type="button"
            class="btn"
            aria-pressed={each === knob}
            onClick={() => want({ ...input, knob: each })}
          >
            {KNOB_NAMES[each]}
          </button>
        ))}
      </p>
      {problem && <p class="problem">{problem}</p>}
      <p class="say" role="status">
        {busy ? 'The service runs its days …' : toldOfDiagnosis(input, shown)}
      </p>
      <p class="note">
        Python {input.python}. Each service runs in a fresh process, and so it does with a knob. No
        tool disturbs another one here. Resident memory is modelled: within 5% of a real process for
        a service as it is, further off with some of the knobs.
      </p>
    </div>
  );
}
