import { useEffect, useRef, useState } from 'preact/hooks';
import { lab } from '../client/lab';
import { type Prediction, progressOf, update } from '../client/progress';

export interface PredictionProps {
  readonly lesson: string;
  /** Of the question, within its lesson. */
  readonly id: string;
  readonly cell: string;
  readonly ask: string;
  readonly options?: readonly string[] | undefined;
  readonly unit?: string | undefined;
  /** The text of an option, or a number. */
  readonly measured: string;
}

/** A question, asked before what follows is shown; the cover is the `details` after it. */
export function PredictionPart(props: PredictionProps) {
  const { lesson, id, ask, options, unit, measured } = props;
  const card = useRef<HTMLElement>(null);
  const live = lab.value !== undefined;
  const given = live ? progressOf(lesson).value.predictions[id] : undefined;
  useEffect(() => {
    if (live && card.current) cover(card.current, given !== undefined);
  }, [live, given !== undefined]);

  const settle = (answer: string | null): void => {
    const right = answer !== null && isRight(answer, measured);
    const prediction = { answer, right, when: new Date().toISOString() };
    update(lesson, ({ predictions }) => ({ predictions: { ...predictions, [id]: prediction } }));
    if (answer !== null)
      writeAnswer(props.cell, options ? `'${answer.replace(/'/g, "\\'")}'` : answer);
    // The button that had the focus is gone: go on where the answer is.
    requestAnimationFrame(() => card.current?.querySelector<HTMLElement>('.verdict')?.focus());
  };

  return (
    <section class="ask" ref={card} aria-labelledby={`ask-${id}`}>
      <p class="question" id={`ask-${id}`}>
        {ask}
      </p>
      {options ? (
        <Options options={options} measured={measured} given={given} live={live} settle={settle} />
      ) : (
        <NumberField unit={unit} given={given} live={live} settle={settle} />
      )}
      {given && (
        <p class="verdict" tabindex={-1}>
          {verdict(given, measured, unit)}
        </p>
      )}
      {live && !given && (
        <button type="button" class="skip" onClick={() => settle(null)}>
          Skip, just show me
        </button>
      )}
    </section>
  );
}

interface AnswerProps {
  readonly given: Prediction | undefined;
  readonly live: boolean;
  settle(answer: string): void;
}

function Options({
  options,
  measured,
  given,
  live,
  settle,
}: AnswerProps & { readonly options: readonly string[]; readonly measured: string }) {
  if (!live)
    return (
      <ul class="opts">
        {options.map((option) => (
          <li key={option} class="opt">
            <i />
            <span>{option}</span>
            <em />
          </li>
        ))}
      </ul>
    );
  return (
    <ul class="opts">
      {options.map((option) => {
        const mine = given?.answer === option;
        const right = given !== undefined && option === measured;
        return (
          <li key={option}>
            <button
              type="button"
              class={`opt${mine ? ' mine' : ''}${right ? ' right' : ''}`}
              disabled={given !== undefined}
              onClick={() => settle(option)}
            >
              <i />
              <span>{option}</span>
              <em>{right ? 'measured' : mine ? 'your guess' : ''}</em>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function NumberField({
  unit,
  given,
  live,
  settle,
}: AnswerProps & { readonly unit: string | undefined }) {
  const [text, setText] = useState('');
  if (given || !live) return null;
  return (
    <form
      class="number"
      onSubmit={(event) => {
        event.preventDefault();
        if (Number.isFinite(Number.parseFloat(text))) settle(text);
      }}
    >
      <label>
        Your prediction{unit ? `, in ${unit}` : ''}{' '}
        <input
          type="number"
          step="any"
          required
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <button type="submit" class="btn main">
        Predict
      </button>
    </form>
  );
}

/** A number is right within a tenth; an option when it is the one. */
export function isRight(answer: string, measured: string): boolean {
  if (answer === measured) return true;
  const [said, truth] = [Number(answer), Number(measured)];
  return said > 0 && truth > 0 && Math.max(said / truth, truth / said) < 1.1;
}

function verdict({ answer, right }: Prediction, measured: string, unit: string | undefined) {
  const number = Number(measured);
  const truth = `${Number.isFinite(number) ? spaced(number) : measured}${unit ? ` ${unit}` : ''}`;
  if (answer === null) return <>Measured: {truth}.</>;
  const said = Number(answer);
  if (right)
    return (
      <>
        <b>Right.</b> Measured: {truth}.
      </>
    );
  const off =
    said > 0 && number > 0
      ? ` You said ${spaced(said)}: ${said > number ? 'too much' : 'too little'} by a factor of ${Math.max(said / number, number / said).toFixed(1)}.`
      : Number.isFinite(said)
        ? ` You said ${spaced(said)}.`
        : '';
  return (
    <>
      <b>Not quite.</b> Measured: {truth}.{off}
    </>
  );
}

function spaced(number: number): string {
  return number.toLocaleString('en').replace(/,/g, '\u00a0');
}

/** Covers or uncovers what follows a question. */
function cover(card: HTMLElement, open: boolean): void {
  const fold = card.closest('[data-island]')?.nextElementSibling;
  const under = fold?.querySelector<HTMLElement>(':scope > .under');
  if (!(fold instanceof HTMLDetailsElement) || !under) return;
  fold.open = true;
  fold.classList.add('live');
  fold.classList.toggle('shut', !open);
  under.inert = !open;
}

/** Puts the answer into the code of the cell that asks, so that running it says the same. */
function writeAnswer(cellId: string, answer: string): void {
  const cell = lab.value?.cell(cellId);
  if (cell) lab.value?.edit(cell, cell.code.peek().replace(/undefined(?=,?\s*\);?\s*$)/, answer));
}
