import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { StoredQuestion } from '../../../quiz/stored';
import { chartOf, type Draw, questionOf } from '../../client/practice';
import type { AskedQuestion } from '../../client/practice-worker';
import type { PracticeData } from '../../practice';
import { Program, TOPIC_NAMES, Words } from './words';

/** A question from the worker; the problem when there is none. */
export function useQuestion(draw: Draw | undefined): {
  readonly question: AskedQuestion | undefined;
  readonly problem: string;
} {
  const [question, setQuestion] = useState<AskedQuestion | undefined>(undefined);
  const [problem, setProblem] = useState('');
  const { template, version, seed } = draw ?? {};
  useEffect(() => {
    let current = true;
    setQuestion(undefined);
    setProblem('');
    if (draw)
      questionOf(draw).then(
        (made) => current && setQuestion(made),
        (error: Error) => current && setProblem(error.message),
      );
    return () => {
      current = false;
    };
  }, [template, version, seed]);
  // While another one is being made, the last one is not shown.
  const fits = question?.id === `${template}@${version}#${seed}`;
  return { question: fits ? question : undefined, problem };
}

/** What stands where a question will be. */
export function NoQuestionYet({ problem }: { readonly problem: string }) {
  return problem === '' ? (
    <p class="working" role="status">
      Working out the answers …
    </p>
  ) : (
    <p class="problem" role="alert">
      {problem}
    </p>
  );
}

const LETTERS = ['A', 'B', 'C', 'D'];

/** Hears a key where no field and no dialog has the focus. @param heard whether the key was used */
export function useKey(active: boolean, heard: (key: string) => boolean): void {
  useLayoutEffect(() => {
    if (!active) return;
    const listen = (event: KeyboardEvent): void => {
      const { key, target, repeat, altKey, ctrlKey, metaKey } = event;
      if (repeat || altKey || ctrlKey || metaKey || !(target instanceof HTMLElement)) return;
      if (target.isContentEditable || target.closest('input, select, textarea, dialog')) return;
      // Enter on a button or a link is its own.
      if (key === 'Enter' && target.closest('a, button, summary')) return;
      if (heard(key)) event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  });
}

export interface QuestionProps {
  readonly question: AskedQuestion;
  readonly data: PracticeData;
  readonly draw: Draw;
  /** What stands above it: which one of how many. */
  readonly about: string;
  /** What comes before the question itself. */
  readonly opening?: string;
  /** Whether letters and numbers choose: where it is the only question of the page. */
  readonly keys?: boolean;
  /** Says nothing about the answer: an interviewer does not either. */
  readonly quiet?: boolean;
  /** Whether it takes the focus when it appears. */
  readonly focus: boolean;
  onAnswer(text: string, right: boolean): void;
  /** When it comes back, once that is known. */
  readonly back?: string | undefined;
}

/** A question with its choices and, once one is chosen, what to say about it. */
export function QuestionCard(props: QuestionProps) {
  const {
    question,
    data,
    draw,
    about,
    opening,
    keys = false,
    quiet = false,
    focus,
    onAnswer,
    back,
  } = props;
  const { ask, codeHtml, choices, topic, version } = question;
  const [given, setGiven] = useState<string | undefined>(undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  const verdict = useRef<HTMLDivElement>(null);
  // Before the page is painted: what the reader does next keeps the focus.
  useLayoutEffect(() => {
    if (focus) heading.current?.focus();
  }, []);
  useLayoutEffect(() => {
    if (given !== undefined && !quiet) verdict.current?.focus();
  }, [given]);
  const choose = ({ text, right }: AskedQuestion['choices'][number]): void => {
    setGiven(text);
    onAnswer(text, right);
  };
  useKey(keys && given === undefined, (key) => {
    const at = /^[1-9]$/.test(key) ? Number(key) - 1 : LETTERS.indexOf(key.toUpperCase());
    const choice = choices[at];
    if (choice) choose(choice);
    return choice !== undefined;
  });
  const name = `q-${question.id.replace(/\W/g, '-')}`;
  return (
    <section class="ask quiz" aria-labelledby={name}>
      <p class="about num">
        <span>{about}</span>
        <span>{TOPIC_NAMES[topic]}</span>
        <span>CPython {version}</span>
      </p>
      <h2 class="question" id={name} tabindex={-1} ref={heading}>
        {opening && `${opening} `}
        <Words text={ask} />
      </h2>
      {codeHtml !== undefined && <Program html={codeHtml} />}
      <ul class="opts">
        {choices.map((choice, i) => {
          const { text, right } = choice;
          const mine = given === text;
          const shown = given !== undefined && !quiet;
          const state = shown && right ? ' right' : shown && mine ? ' off' : '';
          return (
            <li key={text}>
              <button
                type="button"
                class={`opt${mine ? ' mine' : ''}${state}`}
                disabled={given !== undefined}
                onClick={() => choose(choice)}
              >
                <i aria-hidden="true">{LETTERS[i]}</i>
                <span>
                  <Words text={text} />
                </span>
                <em>
                  {shown && right ? (mine ? 'right, and yours' : 'right') : mine ? 'yours' : ''}
                </em>
              </button>
            </li>
          );
        })}
      </ul>
      {given !== undefined && !quiet && (
        <div class="verdict" tabindex={-1} ref={verdict}>
          <Verdict question={question} given={given} />
          <p class="note">
            <ReadAgain question={question} data={data} />
            {back && <> This question comes back {back}.</>}
          </p>
          {question.pictured && <Picture draw={draw} />}
        </div>
      )}
    </section>
  );
}

/** What is right, what leads to the answer that was given, and the right way to it. */
export function Verdict({
  question,
  given,
}: {
  readonly question: StoredQuestion;
  readonly given: string;
}) {
  const { answer, explanation, choices } = question;
  const because = choices.find(({ text }) => text === given)?.because;
  return (
    <>
      <p>
        {given === answer ? (
          <b>Right.</b>
        ) : (
          <>
            <b>Not right.</b> It is <Words text={answer} />.
          </>
        )}
        {because && (
          <>
            {' '}
            <Words text={because} />
          </>
        )}
      </p>
      <p>
        <Words text={explanation} />
      </p>
    </>
  );
}

/** The section of a lesson that tells of it. */
export function ReadAgain({
  question,
  data,
}: {
  readonly question: Pick<AskedQuestion, 'template'>;
  readonly data: PracticeData;
}) {
  const entry = data.templates.find(({ id }) => id === question.template)!;
  const { url, title, lessonTitle } = data.sections[entry.read]!;
  return (
    <>
      Read about it:{' '}
      <a href={url}>
        {title} ({lessonTitle})
      </a>
      .
    </>
  );
}

/** A picture of the answer, drawn when it is asked for. */
function Picture({ draw }: { readonly draw: Draw }) {
  const [state, setState] = useState<'there' | 'drawing' | 'none' | 'drawn'>('there');
  const place = useRef<HTMLDivElement>(null);
  const show = async (): Promise<void> => {
    setState('drawing');
    try {
      const spec = await chartOf(draw);
      if (spec && place.current) {
        const { draw: drawChart } = await import('../../client/charts');
        await drawChart(place.current, spec);
        const { description } = spec as { readonly description?: string };
        place.current.setAttribute('role', 'img');
        place.current.setAttribute('aria-label', description ?? 'a picture of the answer');
      }
      setState(spec ? 'drawn' : 'none');
    } catch {
      setState('none');
    }
  };
  return (
    <>
      {state !== 'drawn' && (
        <p class="note" role="status">
          {state === 'there' ? (
            <button type="button" class="link" onClick={() => void show()}>
              See it as a picture
            </button>
          ) : state === 'drawing' ? (
            'Drawing …'
          ) : (
            'The picture could not be drawn.'
          )}
        </p>
      )}
      <div class="chart picture" ref={place} />
    </>
  );
}
